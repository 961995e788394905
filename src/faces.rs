//! Which faces of a report this computer lacks. In: the faces a layout asks for, with what each is for, and the names of
//! those installed. Out: the lacking ones with a message and a hint. Pure: what is installed is asked elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use ts_rs::TS;

/// A face that a report asks for and this computer does not have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MissingFace {
    /// Its name, as it stands in the Word file.
    pub face: String,
    /// What it is for (标题, 正文 …), in the order given.
    pub used_for: Vec<String>,
    /// The nearest relation that is installed, under the name it has here.
    pub stand_in: Option<String>,
    /// What is lacking and what will be seen, in Chinese.
    pub message: String,
    /// What to do, in Chinese.
    pub hint: String,
}

/// Several names of one and the same face: Windows and fontconfig know a face by its Chinese and by its Latin name.
const NAMES: &[&[&str]] = &[
    &["方正小标宋简体", "FZXiaoBiaoSong-B05S"],
    &["方正小标宋_GBK", "FZXiaoBiaoSong-B05"],
    &["仿宋_GB2312", "FangSong_GB2312"],
    &["楷体_GB2312", "KaiTi_GB2312"],
    &["仿宋", "FangSong"],
    &["楷体", "KaiTi"],
    &["黑体", "SimHei"],
    &["宋体", "SimSun"],
    &["新宋体", "NSimSun"],
    &["方正仿宋简体", "FZFangSong-Z02S"],
    &["方正仿宋_GBK", "FZFangSong-Z02"],
    &["方正楷体简体", "FZKai-Z03S"],
    &["方正楷体_GBK", "FZKai-Z03"],
    &["方正黑体简体", "FZHei-B01S"],
    &["方正黑体_GBK", "FZHei-B01"],
    &["方正书宋简体", "FZShuSong-Z01S"],
    &["方正书宋_GBK", "FZShuSong-Z01"],
    &["华文中宋", "STZhongsong"],
    &["华文仿宋", "STFangsong"],
    &["华文楷体", "STKaiti"],
    &["华文黑体", "STHeiti"],
    &["华文宋体", "STSong"],
    &["思源黑体", "Source Han Sans SC", "Source Han Sans CN"],
    &["思源宋体", "Source Han Serif SC", "Source Han Serif CN"],
    &["FandolFang", "FandolFang R"],
    &["Times New Roman", "TimesNewRoman", "TimesNewRomanPSMT"],
];

/// What stands in for a face.
struct Relations {
    face: &'static str,
    /// Shown in its place by itself: the Word file names it beside the face, or the system puts it there.
    shown: &'static [&'static str],
    /// Looks alike, and is shown only where a layout asks for it; the nearest first.
    near: &'static [&'static str],
}

const RELATIONS: &[Relations] = &[
    Relations {
        face: "方正小标宋简体",
        shown: &["方正小标宋_GBK"],
        near: &["方正公文小标宋", "华文中宋", "Noto Serif CJK SC Black", "思源宋体 Heavy"],
    },
    Relations {
        face: "方正小标宋_GBK", shown: &[], near: &["方正小标宋简体", "方正公文小标宋", "华文中宋"]
    },
    Relations {
        face: "仿宋_GB2312",
        shown: &["仿宋"],
        near: &["方正仿宋_GBK", "方正仿宋简体", "方正公文仿宋", "华文仿宋", "FandolFang"],
    },
    Relations {
        face: "仿宋",
        shown: &[],
        near: &["仿宋_GB2312", "方正仿宋_GBK", "方正仿宋简体", "方正公文仿宋", "华文仿宋", "FandolFang"],
    },
    Relations {
        face: "楷体_GB2312",
        shown: &["楷体"],
        near: &["方正楷体_GBK", "方正楷体简体", "方正公文楷体", "华文楷体", "FandolKai", "AR PL UKai CN"],
    },
    Relations {
        face: "楷体",
        shown: &[],
        near: &[
            "楷体_GB2312", "方正楷体_GBK", "方正楷体简体", "方正公文楷体", "华文楷体", "FandolKai", "AR PL UKai CN",
        ],
    },
    Relations {
        face: "黑体",
        shown: &[],
        near: &[
            "方正黑体_GBK", "方正黑体简体", "方正公文黑体", "华文黑体", "思源黑体", "Noto Sans CJK SC", "FandolHei",
            "WenQuanYi Zen Hei",
        ],
    },
    Relations {
        face: "宋体",
        shown: &[],
        near: &[
            "新宋体", "方正书宋_GBK", "方正书宋简体", "华文宋体", "思源宋体", "Noto Serif CJK SC", "FandolSong",
            "AR PL UMing CN",
        ],
    },
    Relations {
        face: "Times New Roman",
        // What fontconfig puts in its place, in its order (30-metric-aliases.conf).
        shown: &["Liberation Serif", "Tinos"],
        near: &["Nimbus Roman", "TeX Gyre Termes", "FreeSerif"],
    },
];

/// Those of the faces `wanted` (name, what it is for) that are not `installed`, each once, in the order wanted.
///
/// Letter case and blanks make no difference, and a face is there when it is installed under another of its names.
///
/// ```
/// use std::collections::BTreeSet;
///
/// let wanted = [("黑体".to_string(), "一级标题".to_string()), ("仿宋_GB2312".into(), "正文".into())];
/// let installed = BTreeSet::from(["SimHei".to_string(), "FangSong".into()]);
/// let missing = shuzhi::faces::missing(&wanted, &installed);
/// assert_eq!(missing.len(), 1);
/// assert_eq!(missing[0].stand_in.as_deref(), Some("FangSong"));
/// ```
#[must_use]
pub fn missing(wanted: &[(String, String)], installed: &BTreeSet<String>) -> Vec<MissingFace> {
    let installed: BTreeMap<String, &str> = installed.iter().map(|name| (key(name), name.as_str())).collect();
    let mut lacking: Vec<(&str, Vec<String>)> = Vec::new();
    for (face, purpose) in wanted.iter().filter(|(face, _)| !key(face).is_empty() && here(face, &installed).is_none()) {
        match lacking.iter_mut().find(|(other, _)| same(other, face)) {
            Some((_, purposes)) if purposes.contains(purpose) => {}
            Some((_, purposes)) => purposes.push(purpose.clone()),
            None => lacking.push((face, vec![purpose.clone()])),
        }
    }
    lacking.into_iter().map(|(face, used_for)| tell(face, used_for, &installed)).collect()
}

fn tell(face: &str, used_for: Vec<String>, installed: &BTreeMap<String, &str>) -> MissingFace {
    let relations = RELATIONS.iter().find(|relations| same(relations.face, face));
    let first = |names: &[&str]| names.iter().find_map(|name| here(name, installed));
    let shown = relations.and_then(|relations| first(relations.shown));
    let near = relations.and_then(|relations| first(relations.near));
    let seen: String = match shown {
        Some(other) => format!("会用相近的“{other}”显示"),
        None => "会显示成别的字体".into(),
    };
    let hint = match near {
        _ if shown.is_some() => format!("要打印得完全规范，请安装“{face}”；不安装也可以照常导出"),
        Some(other) => format!("请安装“{face}”，或在版式里改用已有的相近字体“{other}”"),
        None => format!("请安装“{face}”，或在版式里改用已有的字体"),
    };
    let purposes = used_for.join("、");
    MissingFace {
        message: format!(
            "这台电脑没有“{face}”（{purposes}用），在这台电脑上{seen}；\
             文件里仍写这个字体名，在装有它的电脑上显示和打印都正确"
        ),
        hint,
        face: face.into(),
        used_for,
        stand_in: shown.or(near).map(String::from),
    }
}

/// The name under which `face` is installed, if it is.
fn here<'a>(face: &str, installed: &BTreeMap<String, &'a str>) -> Option<&'a str> {
    let own = installed.get(&key(face)).copied();
    own.or_else(|| names(face).iter().find_map(|name| installed.get(&key(name)).copied()))
}

/// All names of `face` that are known; none when it is not.
fn names(face: &str) -> &'static [&'static str] {
    let face = key(face);
    NAMES.iter().find(|names| names.iter().any(|name| key(name) == face)).copied().unwrap_or_default()
}

fn same(one: &str, other: &str) -> bool {
    key(one) == key(other) || names(one).iter().any(|name| key(name) == key(other))
}

/// `name` as names are compared.
fn key(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lacking(wanted: &[(&str, &str)], installed: &[&str]) -> Vec<MissingFace> {
        let wanted: Vec<_> = wanted.iter().map(|(face, purpose)| ((*face).into(), (*purpose).into())).collect();
        missing(&wanted, &installed.iter().map(|name| (*name).to_string()).collect())
    }

    /// What stands in for `face` where `installed` is all there is.
    fn stand_in(face: &str, installed: &[&str]) -> Option<String> {
        let [missing] = &lacking(&[(face, "正文")], installed)[..] else { panic!("{face} is not lacking") };
        missing.stand_in.clone()
    }

    #[test]
    fn a_face_is_there_under_each_of_its_names() {
        for names in NAMES {
            for wanted in *names {
                for installed in *names {
                    assert_eq!(lacking(&[(wanted, "正文")], &[installed]), [], "{wanted}, {installed}");
                }
            }
        }
        assert_eq!(lacking(&[("times new ROMAN", "数字"), ("Kai Ti", "正文")], &["Times New Roman", "KAITI"]), []);
    }

    #[test]
    fn what_is_lacking_is_told_once_in_the_order_wanted() {
        let wanted = [
            ("方正小标宋简体", "标题"),
            ("仿宋_GB2312", "正文"),
            ("黑体", "一级标题"),
            ("FangSong_GB2312", "落款"),
            ("仿宋_GB2312", "正文"),
        ];
        let missing = lacking(&wanted, &["SimHei"]);
        let told: Vec<_> = missing.iter().map(|face| (face.face.as_str(), face.used_for.join("，"))).collect();
        assert_eq!(told, [("方正小标宋简体", "标题".into()), ("仿宋_GB2312", "正文，落款".to_string())]);
        assert_eq!(missing[0].stand_in, None);
        assert_eq!(
            missing[0].message,
            "这台电脑没有“方正小标宋简体”（标题用），在这台电脑上会显示成别的字体；\
             文件里仍写这个字体名，在装有它的电脑上显示和打印都正确"
        );
        assert_eq!(missing[0].hint, "请安装“方正小标宋简体”，或在版式里改用已有的字体");
        assert!(missing[1].message.starts_with("这台电脑没有“仿宋_GB2312”（正文、落款用），"));
    }

    #[test]
    fn what_is_shown_by_itself_is_said_to_be() {
        let missing = lacking(&[("楷体_GB2312", "二级标题")], &["KaiTi", "STKaiti"]).remove(0);
        assert_eq!(missing.stand_in.as_deref(), Some("KaiTi"));
        assert!(missing.message.contains("在这台电脑上会用相近的“KaiTi”显示；"), "{}", missing.message);
        let near = lacking(&[("楷体_GB2312", "二级标题")], &["STKaiti"]).remove(0);
        assert_eq!(near.stand_in.as_deref(), Some("STKaiti"));
        assert!(near.message.contains("显示成别的字体"), "{}", near.message);
        assert_eq!(near.hint, "请安装“楷体_GB2312”，或在版式里改用已有的相近字体“STKaiti”");
    }

    #[test]
    fn the_nearest_relation_stands_in() {
        assert_eq!(
            stand_in("方正小标宋简体", &["STZhongsong", "FZXiaoBiaoSong-B05"]).as_deref(),
            Some("FZXiaoBiaoSong-B05")
        );
        assert_eq!(stand_in("FZXiaoBiaoSong-B05S", &["华文中宋"]).as_deref(), Some("华文中宋"));
        assert_eq!(stand_in("仿宋_GB2312", &["FandolFang R", "FangSong"]).as_deref(), Some("FangSong"));
        assert_eq!(stand_in("Times New Roman", &["Tinos", "Liberation Serif"]).as_deref(), Some("Liberation Serif"));
        assert_eq!(stand_in("黑体", &["宋体"]), None);
        assert_eq!(stand_in("隶书", &["宋体"]), None);
    }

    #[test]
    fn nothing_is_asked_for_nothing() {
        assert_eq!(lacking(&[], &["宋体"]), []);
        assert_eq!(lacking(&[(" ", "正文")], &["宋体"]), []);
    }
}
