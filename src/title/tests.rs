//! Titles as offices write them, with every way of breaking them that a careful clerk would accept; and what holds for any
//! text.
#![allow(clippy::indexing_slicing, reason = "a test may fail loudly")]

use super::*;

/// The standard's page: 20 characters of 2号.
const ROOM: usize = 40;

/// The accepted ways, `/` where a line ends.
const TITLES: &[&[&str]] = &[
    // What fits stays in one line.
    &["2025年度抓基层党建工作述职报告"],
    &["2025年度党委书记抓基层党建工作述职报告"],
    &["关于2025年度抓基层党建工作情况的述职报告"],
    &["梁家湾村党支部书记2025年度述职报告"],
    &["2025年度抓党建促乡村振兴工作述职报告"],
    // Bureaus.
    &["临江市教育局2025年度/抓基层党建工作述职报告", "临江市教育局/2025年度抓基层党建工作述职报告"],
    &["临江市民政局党组书记/2025年度抓基层党建工作述职报告", "临江市民政局党组书记2025年度/抓基层党建工作述职报告"],
    &[
        "临江市发展和改革委员会党组书记2025年度/抓基层党建工作述职报告",
        "临江市发展和改革委员会党组书记/2025年度抓基层党建工作述职报告",
    ],
    &["临江市市场监督管理局党组2025年度/落实全面从严治党主体责任情况的报告"],
    &["临江市人力资源和社会保障局党组书记、局长/2025年度抓机关党建工作述职报告"],
    &["临江市自然资源和规划局党组书记、局长李明/2025年度抓基层党建工作述职报告"],
    &["临江市城市管理综合行政执法局党组/2025年度抓基层党建和意识形态工作述职报告"],
    &["临江市国有资产监督管理委员会党委/2025年度抓国有企业党建工作述职报告"],
    &["临江市卫生健康委员会党组书记、主任/2025年度抓公立医院党建和/行业党建工作述职报告"],
    &["临江市卫生健康委员会党组/2025年度落实“三会一课”制度情况述职报告"],
    &["青石县退役军人事务局党组书记/2025年度述职述廉述德报告"],
    &[
        "中共青石县委组织部关于/2025年度抓基层党建工作的述职报告",
        "中共青石县委组织部/关于2025年度抓基层党建工作的述职报告",
    ],
    &["云岭县教育体育局党委/关于2025年度履行抓党建工作/第一责任人职责情况的述职报告"],
    &["市直机关工委书记2025年度/抓机关基层党建工作述职报告", "市直机关工委书记/2025年度抓机关基层党建工作述职报告"],
    &["临江市住房和城乡建设局党组/关于2025年度抓基层党建工作和/落实全面从严治党主体责任情况的述职报告"],
    // Parks.
    &["中共临江市经济技术开发区工作委员会书记/2025年度抓基层党建工作述职报告"],
    &["临江经济技术开发区党工委书记/2025年度抓基层党建工作述职报告"],
    &["临江高新技术产业开发区管理委员会/2025年度抓基层党建工作述职报告"],
    &["青石工业园区党工委/2025年度抓基层党建工作述职报告", "青石工业园区党工委2025年度/抓基层党建工作述职报告"],
    &["青石工业园区党工委书记王建国/2025年度抓基层党建工作述职报告"],
    &["临江市高新技术产业园区/管理委员会党工委副书记、管委会主任/2025年度抓基层党建工作述职报告"],
    &["临江化工新材料产业园区企业联合党委书记/2025年度抓非公有制企业党建工作述职报告"],
    &["临江化工园区安全环保应急管理中心/党支部书记、主任2025年度/抓党建工作述职报告"],
    // State-owned enterprises.
    &["临江水务集团有限公司党委书记、董事长/2025年度抓基层党建工作述职报告"],
    &["临江城市建设投资集团有限责任公司党委/2025年度抓基层党建工作述职报告"],
    &["临江交通投资集团有限公司第二党支部书记/2025年度抓基层党建工作述职报告"],
    &["临江农村商业银行股份有限公司党委书记/2025年度抓基层党建工作述职报告"],
    &["关于临江水务集团有限公司党委/2025年度抓基层党建工作情况的述职报告"],
    &["临江港务集团有限公司党委/2025年度党组织书记抓基层党建工作/述职评议考核情况的报告"],
    // Townships, streets, villages.
    &["清河镇党委书记/2025年度抓基层党建工作述职报告", "清河镇党委书记2025年度/抓基层党建工作述职报告"],
    &["清河镇党委书记张晓峰/2025年度抓基层党建工作述职报告", "清河镇党委书记张晓峰2025年度/抓基层党建工作述职报告"],
    &["清河镇梁家湾村党支部书记/2025年度抓基层党建工作述职报告"],
    &["云岭县清河镇梁家湾村党总支书记、/村委会主任2025年度抓基层党建工作述职报告"],
    &["和平街道建设路社区党委书记/2025年度抓基层党建工作述职报告"],
    &["临江市和顺县平安镇党委书记/2025年度抓基层党建工作述职报告"],
    &["清河镇党委2025年度/落实《中国共产党农村基层组织工作条例》/情况述职报告"],
    &["2025年度村党组织书记/抓党建促乡村振兴工作述职报告"],
    &["中共云岭县清河镇委员会书记/2025年度抓基层党建和人才工作述职报告"],
    // Schools and hospitals.
    &["临江市第一中学党委书记/2025年度抓学校党建工作述职报告"],
    &["临江大学附属小学党总支书记、校长陈思远/2025年度抓学校党建工作述职报告"],
    &["临江职业技术学院机电工程系党总支书记/2025年度抓基层党建工作述职报告"],
    &["临江市中医医院党委书记、院长/2025年度抓公立医院党建工作述职报告"],
    &["云岭县人民医院党委书记赵文博/2025年度抓公立医院党建工作述职报告"],
    // Written down after the rules were, and broken well at once.
    &["国网临江供电公司党委书记、副总经理/2025年度抓基层党建工作述职报告"],
    &["临江新区投资发展集团有限公司党支部书记、/总经理2025年度党建工作述职报告"],
    &["中铁临江建设工程局第三工程有限公司党委/2025年度抓项目党建工作述职报告"],
    &["云岭县清河镇党委关于/2025年度基层党建工作的自查报告", "云岭县清河镇党委/关于2025年度基层党建工作的自查报告"],
    &["临江经济技术开发区/智能制造产业园综合党委书记/2025年度抓“两新”组织党建工作述职报告"],
    &["临江市数据局党组成员、/副局长、机关党委书记2025年度/抓机关党建工作述职报告"],
    &["临江市委党校（临江市行政学院）机关党委/2025年度抓机关党建工作述职报告"],
    &["临江市公安局青石分局党委书记、局长/2025年度抓基层党建工作述职报告"],
    // Several units, several matters, marks.
    &["临江市教育局党委、临江市第一中学党委/2025年度抓基层党建工作联合述职报告"],
    &["云岭县农业农村局党组和云岭县水利局党组/2025年度抓基层党建工作述职报告"],
    &["临江市教育局 临江市财政局 /临江市人力资源和社会保障局/2025年度党建联建工作述职报告"],
    &[
        "贯彻落实/《中国共产党支部工作条例（试行）》/情况及2025年度抓基层党建工作述职报告",
        "贯彻落实/《中国共产党支部工作条例（试行）》情况及/2025年度抓基层党建工作述职报告",
    ],
    &["临江市财政局党组2025年度/学习贯彻《党委（党组）落实全面从严治党/主体责任规定》情况的述职报告"],
    &["2024—2025年度抓基层党建工作和/落实意识形态工作责任制情况述职报告"],
    &["二〇二五年度抓基层党建工作和/党风廉政建设工作述职报告"],
    &["××市××局党组书记/××××年度抓基层党建工作述职报告"],
    &["临江经济技术开发区党工委书记、管委会主任/2025年度抓基层党建、意识形态和/党风廉政建设工作述职报告"],
    &["加强基层组织建设 提高服务群众水平/——2025年度抓基层党建工作述职报告"],
    &["2025年度抓基层党建工作述职报告/（送审稿）临江市教育局党委"],
];

#[test]
fn titles_end_their_lines_where_a_clerk_would() {
    let wrong: Vec<String> = TITLES
        .iter()
        .filter_map(|accepted| {
            let title = accepted[0].replace('/', "");
            assert!(accepted.iter().all(|way| way.replace('/', "") == title), "{title}: not the same title");
            let found = lines(&title, ROOM, &[]).join("/");
            (!accepted.contains(&found.as_str())).then(|| format!("{found}\n   wanted {}", accepted.join(" or ")))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn names_of_the_draft_stay_whole_and_end_a_line_well() {
    for (title, name, accepted) in [
        (
            "临江经济技术开发区党工委书记欧阳和平安抓基层党建工作述职报告",
            "欧阳和平安",
            "临江经济技术开发区党工委书记欧阳和平安/抓基层党建工作述职报告",
        ),
        (
            "东方红日用品联营总社西北片区综合经营服务处2025年度工作述职报告",
            "东方红日用品联营总社西北片区综合经营",
            "东方红日用品联营总社西北片区综合经营/服务处2025年度工作述职报告",
        ),
    ] {
        assert_eq!(lines(title, ROOM, &["", "党", name]).join("/"), accepted);
        assert_ne!(lines(title, ROOM, &[]).join("/"), accepted, "it is the name that counts");
    }
    // A name that is longer than a line is broken like any other text.
    let unit = "中国共产党临江市高新技术产业开发区工作委员会企业服务中心支部委员会";
    let found = lines(&format!("{unit}2025年度述职报告"), ROOM, &[unit]);
    assert_eq!(found.join("/"), "中国共产党临江市高新技术产业开发区/工作委员会企业服务中心支部委员会/2025年度述职报告");
}

#[test]
fn typed_line_ends_stay_and_no_character_is_lost() {
    assert_eq!(lines("临江市教育局\r\n述职报告\n", ROOM, &[]), ["临江市教育局", "述职报告"]);
    assert_eq!(lines(" \n\u{3000}", ROOM, &[]), [""; 0]);
    let title = "临江市教育局党委　　2025年度抓基层党建工作述职报告";
    assert_eq!(lines(title, 34, &[]).concat(), title);
    assert_eq!(lines(title, 34, &[])[0], "临江市教育局党委　　");
}

/// Pieces that are hard to break between.
const PIECES: &[&str] = &[
    "述职报告", "党", "的", "和", "、", "《", "》", "“", "”", "（", "）", "——", "2025", "年度", "第", "三", "届",
    "abc", " ", "　", "市", "临江", "委员会", "𠮷", "\u{E0100}", "e\u{301}", "。", "%", "抓", "关于", "-", "3.5", "〔",
    "〕",
];

/// A text of up to 60 pieces; the same for the same seed.
fn text(seed: u64) -> String {
    let mut state = seed;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % below
    };
    (0..1 + next(60)).map(|_| PIECES[next(PIECES.len())]).collect()
}

/// Whether a line may end between these two, by 避头尾 alone; written anew to judge the other one.
fn may_end(before: char, after: char) -> bool {
    let subtitle = before != '—' && after == '—';
    !"《“（〔—-".contains(before)
        && (subtitle || !"、。》”）〕%-.—\u{301}\u{E0100}".contains(after))
        && !after.is_whitespace()
}

/// Whether `text` can be broken into lines for `room` with no mark in a wrong place.
fn can_be_clean(text: &str, room: usize) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let mut reached = vec![true];
    for end in 1..=chars.len() {
        let fits = |start: usize| width(chars[start..end].iter().collect::<String>().trim_end()) <= room;
        let ends = end == chars.len() || may_end(chars[end - 1], chars[end]);
        reached.push(ends && (0..end).rev().take(2 * room + 60).any(|start| reached[start] && fits(start)));
    }
    reached[chars.len()]
}

#[test]
fn any_text_fits_loses_nothing_and_keeps_its_marks() {
    let mut clean = 0;
    for seed in 0..1500 {
        let text = text(seed);
        let title = text.trim();
        let room = [2, 7, 12, 20, 31, 40, 90][usize::try_from(seed % 7).unwrap_or(0)];
        let found = lines(&text, room, &["临江市", "党委"]);
        assert_eq!(found.concat(), title, "{seed}");
        assert!(found.iter().all(|line| !line.trim().is_empty()), "{seed}: {found:?}");
        assert!(found.iter().all(|line| width(line.trim_end()) <= room), "{seed}: {found:?}");
        if found.len() > 1 && can_be_clean(title, room) {
            clean += 1;
            for (upper, lower) in found.iter().zip(found.iter().skip(1)) {
                let (before, after) = (upper.chars().next_back().unwrap_or(' '), lower.chars().next().unwrap_or(' '));
                assert!(may_end(before, after), "{seed}, room {room}: {found:?}");
            }
        }
    }
    assert!(clean > 500, "only {clean} texts could be clean");
}

#[test]
fn what_cannot_be_broken_well_is_still_broken() {
    let word = "x".repeat(60);
    assert_eq!(lines(&word, ROOM, &[]).concat(), word);
    assert_eq!(lines(&word, ROOM, &[]).len(), 2);
    assert_eq!(lines("述职报告", 0, &[]), ["述", "职", "报", "告"]);
    assert_eq!(lines("述职报告", usize::MAX, &[]), ["述职报告"]);
    // A pass over 100,000 characters takes 0.1 s (1 s unoptimised); one for each line, or each word, would take minutes.
    let began = std::time::Instant::now();
    for (text, times) in
        [("临江市第一中学《述职报告》2025年度 ", 5_000), ("党", 30_000), ("一", 30_000), ("的", 30_000), ("《", 30_000)]
    {
        let long = text.repeat(times);
        assert_eq!(lines(&long, ROOM, &["第一"]).concat(), long.trim());
    }
    let nested = "《".repeat(30_000) + &"》".repeat(30_000);
    assert_eq!(lines(&nested, ROOM, &[]).concat(), nested);
    assert!(began.elapsed().as_secs() < 30, "{:?}", began.elapsed());
}

#[test]
fn no_title_has_the_outline_of_an_hourglass() {
    for accepted in TITLES {
        let title = accepted[0].replace('/', "");
        let widths: Vec<usize> = lines(&title, ROOM, &[]).iter().map(|line| width(line.trim_end())).collect();
        if let [first, middle, last] = widths[..] {
            assert!(middle + 1 >= first.min(last), "{title}: {widths:?}");
        }
    }
}
