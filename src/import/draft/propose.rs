//! Which template fits a recognised report: by its unit and by its shape.

use serde::Serialize;
use ts_rs::TS;

use crate::import::{PieceRole, Recognition};
use crate::template::{PartKind, Shown, Template, TemplatePart};

/// A template that fits what was recognised.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Proposal {
    /// The template's id.
    pub template: String,
    /// How well it fits, in percent.
    pub fit: u8,
    /// Why, in Chinese, the weightiest first.
    pub reasons: Vec<String>,
}

/// How reports name the units that templates are made for: words of the template's name, words of the report.
const UNITS: &[(&str, &[&str])] = &[
    ("经开区", &["经开区", "经济技术开发区", "高新区", "党工委"]),
    ("园区", &["园区", "开发区", "产业园", "工业园"]),
    ("集团", &["集团", "公司", "分公司", "国企", "企业党委"]),
    ("乡镇", &["镇党委", "乡党委", "街道党工委", "镇", "街道", "乡"]),
    ("村", &["村党支部", "村党总支", "社区党", "村", "社区"]),
    ("学校", &["学校", "中学", "小学", "学院", "大学", "幼儿园"]),
    ("医院", &["医院", "卫生院", "院党委"]),
    ("机关", &["局党组", "局党委", "局", "机关党委", "委员会", "中心"]),
];

/// How well each of `templates` fits, the best first.
#[must_use]
pub fn propose(recognition: &Recognition, templates: &[&Template]) -> Vec<Proposal> {
    let report = Report::of(recognition);
    let mut proposals: Vec<Proposal> = templates.iter().map(|template| report.fit(template)).collect();
    proposals.sort_by_key(|proposal| std::cmp::Reverse(proposal.fit));
    proposals
}

/// What tells reports apart.
struct Report {
    /// Title and byline.
    head: String,
    /// What kind of unit the head names, as in [`UNITS`].
    named: Option<&'static str>,
    /// The beginning of the text.
    opening: String,
    /// The kinds of its parts in their order.
    kinds: Vec<PartKind>,
    /// How last year's problems are told.
    rectification: Told,
    causes: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Told {
    Not,
    Part,
    Within,
    Quoted,
}

/// The kind of unit that `head` names last: 白石镇中心卫生院 is a hospital, and the town is where it lies.
fn unit_of(head: &str) -> Option<&'static str> {
    let place =
        |words: &[&str]| words.iter().filter_map(|word| head.rfind(word).map(|at| (at + word.len(), word.len()))).max();
    UNITS.iter().filter_map(|(name, words)| Some((place(words)?, *name))).max().map(|(_, name)| name)
}

impl Report {
    fn of(recognition: &Recognition) -> Report {
        let pieces = &recognition.pieces;
        let of = |roles: &[PieceRole]| -> String {
            pieces.iter().filter(|piece| roles.contains(&piece.role)).map(|piece| piece.text.as_str()).collect()
        };
        let kinds: Vec<PartKind> = pieces
            .iter()
            .filter(|piece| piece.role == PieceRole::Heading && piece.level == 1)
            .filter_map(|piece| piece.kind)
            .collect();
        let inner = pieces.iter().any(|piece| piece.level > 1 && piece.kind == Some(PartKind::Rectification));
        let named = pieces.iter().any(|piece| !piece.last_year.is_empty());
        let rectification = match (kinds.contains(&PartKind::Rectification), inner, named) {
            (true, ..) => Told::Part,
            (_, true, _) => Told::Within,
            (_, _, true) => Told::Quoted,
            _ => Told::Not,
        };
        let head = of(&[PieceRole::Title, PieceRole::Byline, PieceRole::Signature]);
        Report {
            named: unit_of(&head),
            head,
            opening: pieces
                .iter()
                .find(|piece| piece.role == PieceRole::Text && piece.text.chars().count() > 20)
                .map(|piece| piece.text.clone())
                .unwrap_or_default(),
            causes: pieces.iter().any(|piece| piece.kind == Some(PartKind::Cause)),
            kinds,
            rectification,
        }
    }

    fn fit(&self, template: &Template) -> Proposal {
        let mut points = 40_i32;
        let mut reasons: Vec<(i32, String)> = Vec::new();
        let mut add = |weight: i32, reason: String| {
            points += weight;
            reasons.push((weight, reason));
        };
        for (name, words) in UNITS.iter().filter(|(name, _)| template.name.contains(name)) {
            if let Some(word) = words.iter().find(|word| self.head.contains(**word)) {
                add(if self.named == Some(*name) { 28 } else { 8 }, format!("标题或署名里有“{word}”"));
            } else if let Some(word) =
                words.iter().find(|word| word.chars().count() > 1 && self.opening.contains(**word))
            {
                add(14, format!("开头提到“{word}”"));
            }
        }
        let kinds: Vec<PartKind> = template
            .parts
            .iter()
            .filter(|part| !part.heading.trim().is_empty() || part.kind != PartKind::Prose)
            .filter(|part| part.shown == Shown::Here)
            .map(|part| part.kind)
            .collect();
        if kinds == self.kinds {
            add(16, format!("同样分{}个部分，次序也一样", kinds.len()));
        } else if kinds.len() == self.kinds.len() {
            add(6, format!("同样分{}个部分", kinds.len()));
        }
        let told = told(template);
        if told == self.rectification && told != Told::Not {
            add(
                12,
                match told {
                    Told::Part => "上年问题整改单列一部分",
                    Told::Within => "上年问题整改写在工作部分里",
                    Told::Quoted | Told::Not => "上年问题在各项工作里引用",
                }
                .into(),
            );
        }
        if self.causes && holds(&template.parts, PartKind::Cause) {
            add(5, "都有原因分析".into());
        }
        reasons.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        let reasons = reasons.into_iter().map(|(_, reason)| reason).collect();
        Proposal { template: template.id.clone(), fit: u8::try_from(points.clamp(0, 99)).unwrap_or(99), reasons }
    }
}

fn told(template: &Template) -> Told {
    let find =
        |parts: &[TemplatePart]| parts.iter().find(|part| part.kind == PartKind::Rectification).map(|part| part.shown);
    match find(&template.parts) {
        Some(Shown::Here) => Told::Part,
        Some(Shown::Quoted) => Told::Quoted,
        None if template.parts.iter().any(|part| find(&part.parts).is_some()) => Told::Within,
        None => Told::Not,
    }
}

fn holds(parts: &[TemplatePart], kind: PartKind) -> bool {
    parts.iter().any(|part| part.kind == kind || holds(&part.parts, kind))
}

#[cfg(test)]
mod tests {
    use super::unit_of;

    #[test]
    fn of_several_units_the_last_one_counts() {
        assert_eq!(unit_of("白石镇中心卫生院党支部书记"), Some("医院"));
        assert_eq!(unit_of("青禾县农业农村局党组书记"), Some("机关"));
        assert_eq!(unit_of("石桥街道党工委书记"), Some("乡镇"));
        assert_eq!(unit_of("柳河村党支部书记"), Some("村"));
        assert_eq!(unit_of("述职报告"), None);
    }
}
