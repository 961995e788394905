//! The store with 10,000 reports: the list, and the search beside LIKE over the same texts.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use shuzhi::app::{App, Create, Env, Search, searchable, summary, view};
use shuzhi::model::Draft;
use shuzhi::store::{FILE, SEARCH_FILE, Store};

use crate::harness::Outcome;
use crate::{median, millis, row, single};

const REPORTS: usize = 10_000;
/// The hits that the window asks for.
const LIMIT: u32 = 50;
const ROUNDS: usize = 31;

pub(crate) fn measure() -> Outcome {
    let folder = tempfile::tempdir()?;
    let begin = Instant::now();
    let (compared, characters) = fill(folder.path())?;
    single("10,000 reports: to make and store them", &format!("{:.1} s", begin.elapsed().as_secs_f64()));
    single("  characters a report", &format!("{}", characters / REPORTS));
    list(folder.path())?;
    search(folder.path(), &compared)
}

/// Words that every report uses, with others between that few use.
const COMMON: [&str; 24] = [
    "抓基层党建", "工作述职", "党支部", "群众", "组织生活", "落实责任", "整改措施", "理论学习", "主题党日", "网格",
    "走访", "带头", "为民服务", "问题清单", "推进", "开展", "加强", "建设", "明确", "制度", "质量", "不断提升",
    "存在不足", "下一步",
];

/// A xorshift generator.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n as u64).unwrap_or(0)
    }

    /// One of the 3,500 usual characters, the first ones far more often.
    fn letter(&mut self) -> char {
        let n = self.below(3500).min(self.below(3500)).min(self.below(3500));
        char::from_u32(0x4E00 + u32::try_from(n * 5).unwrap_or(0)).unwrap_or('一')
    }

    fn text(&mut self, length: usize) -> String {
        let mut text = String::new();
        let mut count = 0;
        while count < length {
            let (piece, end) = match self.below(4) {
                0 => (COMMON[self.below(COMMON.len())].to_string(), ""),
                1 => (format!("{}个", self.below(1000)), "，"),
                _ => ((0..6).map(|_| self.letter()).collect(), if self.below(3) == 0 { "。" } else { "" }),
            };
            count += piece.chars().count() + end.chars().count();
            text.push_str(&piece);
            text.push_str(end);
        }
        text
    }
}

/// Stores the reports, and the same texts in a table of a database of its own for LIKE.
fn fill(folder: &Path) -> Outcome<(Connection, usize)> {
    let model = App::open(Env::real(folder.join("model")))?
        .create(Create { template: "general".into(), year: 2026, sample: false })?
        .draft;
    let mut store = Store::open(folder)?;
    let mut compared = Connection::open(folder.join("like.sqlite3"))?;
    compared.execute_batch("PRAGMA journal_mode=OFF; CREATE TABLE text (report TEXT, text TEXT)")?;
    let change = compared.transaction()?;
    let mut random = Random(1);
    let mut characters = 0;
    for n in 0..REPORTS {
        let draft = report(&model, n, &mut random)?;
        for passage in searchable(&draft) {
            characters += passage.text.chars().count();
            change.prepare_cached("INSERT INTO text VALUES (?1, ?2)")?.execute((&draft.id, &passage.text))?;
        }
        store.add(&draft, &summary(&draft, &view(&draft)))?;
    }
    change.commit()?;
    Ok((compared, characters))
}

fn report(model: &Draft, n: usize, random: &mut Random) -> Outcome<Draft> {
    let mut draft = model.clone();
    draft.id = format!("report-{n}");
    draft.year = Some(1990 + i32::try_from(n % 37)?);
    draft.fields.insert("unit".into(), format!("{}镇党委", random.text(4)));
    let parts = draft.parts.len();
    for part in &mut draft.parts {
        part.lead = (0..4).map(|_| random.text(3000 / 4 / parts)).collect::<Vec<_>>().join("\n");
    }
    Ok(draft)
}

fn list(folder: &Path) -> Outcome {
    let mut store = Store::open_to_read(folder)?;
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let begin = Instant::now();
        let listed = store.list()?;
        times.push(begin.elapsed());
        // Giving its memory back is no part of the listing.
        let count = listed.len();
        if count != REPORTS {
            return Err(format!("{count} reports in the list").into());
        }
    }
    single("10,000 reports: the list (wanted: 10 ms)", &format!("{:.2} ms", millis(median(times))));
    store = Store::open_to_read(folder)?;
    let begin = Instant::now();
    store.list()?;
    single("  the first time after opening", &format!("{:.2} ms", millis(begin.elapsed())));
    Ok(())
}

fn search(folder: &Path, compared: &Connection) -> Outcome {
    let mut app = App::open(Env::real(folder.into()))?;
    let ask = |app: &mut App, words: &str, limit: u32| app.search(Search { words: words.into(), limit });
    let begin = Instant::now();
    ask(&mut app, "党建", LIMIT)?;
    single("  to index them, before the first search", &format!("{:.1} s", begin.elapsed().as_secs_f64()));
    drop(app);
    let size = |name: &str| std::fs::metadata(folder.join(name)).map(|data| data.len() as f64 / 1e6);
    single("  size of database; of index", &format!("{:.0}; {:.0} MB", size(FILE)?, size(SEARCH_FILE)?));
    let mut app = App::open(Env::real(folder.into()))?;
    let begin = Instant::now();
    ask(&mut app, "党建", LIMIT)?;
    single("  the first search after opening", &format!("{:.1} ms", millis(begin.elapsed())));

    let mut all = Vec::new();
    for (kind, words) in queries(compared)? {
        let mut times = Vec::new();
        let mut recall = (0, 0);
        let mut like = Vec::new();
        for word in &words {
            let hits = ask(&mut app, word, u32::MAX)?.hits.len();
            let begin = Instant::now();
            let wanted: i64 = compared.query_row(
                "SELECT count(DISTINCT report) FROM text WHERE text LIKE '%' || ?1 || '%'",
                [word],
                |row| row.get(0),
            )?;
            like.push(begin.elapsed());
            let wanted = usize::try_from(wanted)?;
            recall = (recall.0 + hits, recall.1 + wanted);
            if hits != wanted {
                println!("  {word}: {hits} found, LIKE finds {wanted}");
            }
            for _ in 0..3 {
                let begin = Instant::now();
                ask(&mut app, word, LIMIT)?;
                times.push(begin.elapsed());
            }
        }
        let worst = times.iter().max().copied().unwrap_or_default();
        if kind != "1 letter" {
            all.extend(times.iter().copied());
        }
        row(&format!("search, {kind}: first 50 hits; LIKE, all"), median(times), median(like));
        single("  worst", &format!("{:.2} ms", millis(worst)));
        single("  hits of all words; LIKE's", &format!("{}; {}", recall.0, recall.1));
    }
    single("search for 2 letters and more, all (wanted: 5 ms)", &format!("{:.2} ms", millis(median(all))));
    after_a_save(folder, &mut app)
}

/// What a search costs that has to index one report first.
fn after_a_save(folder: &Path, app: &mut App) -> Outcome {
    let mut times: Vec<Duration> = Vec::new();
    for n in 0..11 {
        let mut opened = app.open_report(shuzhi::app::ReportId { id: format!("report-{}", n * 900) })?;
        opened.draft.parts[0].tail = format!("后来加的第{n}句");
        app.save(shuzhi::app::Save { draft: opened.draft, revision: opened.revision })?;
        let begin = Instant::now();
        let found = app.search(Search { words: format!("后来加的第{n}句"), limit: LIMIT })?.hits.len();
        times.push(begin.elapsed());
        if found != 1 {
            return Err(format!("{found} hits for what was saved in {}", folder.display()).into());
        }
    }
    single("  the first search after a save", &format!("{:.1} ms", millis(median(times))));
    Ok(())
}

/// Words of each kind: those that most reports have, pieces of one report, such that hardly occur, longer ones, several words,
/// none, single letters.
fn queries(compared: &Connection) -> Outcome<Vec<(&'static str, Vec<String>)>> {
    let mut random = Random(99);
    let mut piece = |length: usize| -> Outcome<String> {
        let row = i64::try_from(random.below(REPORTS * 4))?;
        let text: String =
            compared.query_row("SELECT text FROM text WHERE length(text) > 200 LIMIT 1 OFFSET ?1", [row], |row| {
                row.get(0)
            })?;
        let letters: Vec<char> = text.chars().filter(|c| *c != '\n').collect();
        let start = random.below(letters.len() - length);
        Ok(letters[start..start + length].iter().collect())
    };
    let mut pieces = |length: usize| (0..12).map(|_| piece(length)).collect::<Outcome<Vec<_>>>();
    let absent = [
        "麒麟", "貔貅饕餮", "没有的话", "党麟", "述党", "群建组", "𠮷镇", "zebra", "下一建设", "。。。", "个个个", "龘",
    ];
    Ok(vec![
        ("common", COMMON.map(String::from).to_vec()),
        ("2 letters", pieces(2)?),
        ("3 letters", pieces(3)?),
        ("4 letters", pieces(4)?),
        ("8 letters", pieces(8)?),
        ("20 letters", pieces(20)?),
        ("absent", absent.map(String::from).to_vec()),
        ("1 letter", pieces(1)?),
    ])
}
