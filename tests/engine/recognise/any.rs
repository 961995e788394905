//! Whatever stands in a file, nothing of it is lost and nothing fails: lines that no one would write.

use shuzhi::compose::compose;
use shuzhi::import::{Limits, PieceRole, draft, outline, read_text, recognise};
use shuzhi::template::{Start, builtin};

use crate::dice::Dice;
use crate::support::{ids, now};

const PIECES: &[&str] = &[
    "一、",
    "二、",
    "（一）",
    "(二)",
    "〔三〕",
    "1.",
    "2、",
    "3．",
    "（1）",
    "①",
    "第一部分",
    "1.1",
    "一是",
    "二是",
    "首先，",
    "其次，",
    "第三是",
    "主要工作",
    "存在问题",
    "原因分析",
    "下一步打算",
    "上年度问题整改情况",
    "针对",
    "的问题",
    "“",
    "”",
    "《",
    "》",
    "学习不够深入",
    "调研不足",
    "。",
    "，",
    "；",
    "：",
    "、",
    "\n",
    "\n",
    "\n",
    "　",
    " ",
    "\t",
    "××",
    "{{上年问题}}",
    "{{",
    "}}",
    "2024年",
    "12月",
    "述职报告",
    "县水利局党组书记",
    "林知远",
    "（2024年12月）",
    "各位领导：",
    "以上报告，请予评议。",
    "公众号",
    "下载",
    "上一篇",
    "附件：",
    "我带领支部党员开展了学习、培训和走访，全年召开会议12次，解决群众反映的问题30个",
    "𠮷",
    "\u{200B}",
];

#[test]
fn no_line_is_lost() {
    let templates = builtin().unwrap();
    for seed in 1..=250_u64 {
        let mut dice = Dice::new(seed);
        let mut below = |n: usize| dice.below(n);
        let text: String = (0..20 + below(160)).map(|_| PIECES[below(PIECES.len())]).collect();
        let source = read_text(&text, "甲", &Limits::default()).unwrap();
        let recognition = recognise(&source);
        let letters =
            |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200B}').collect::<Vec<char>>();
        let whole: String =
            recognition.pieces.iter().flat_map(|piece| [&*piece.number, &*piece.text, &*piece.end]).collect();
        assert_eq!(
            letters(&whole).iter().collect::<String>(),
            letters(&text).iter().collect::<String>(),
            "seed {seed}"
        );
        let _ = outline(&source, &recognition);
        let mut new = ids();
        let template = &templates[below(templates.len())];
        let made = draft(&source, &recognition, template, Start { year: 2024, now: now(), ids: &mut new });
        // Numbers may change; every other letter is printed at least as often as it stands in the file.
        let mut printed = letters(&compose(&made).text());
        printed.sort_unstable();
        let kept: String = recognition
            .pieces
            .iter()
            .filter(|piece| piece.role != PieceRole::Noise)
            .flat_map(|piece| {
                [if piece.role == PieceRole::Heading { "" } else { &*piece.number }, &*piece.text, &*piece.end]
            })
            .collect();
        let mut wanted = letters(&kept);
        wanted.sort_unstable();
        let mut rest = printed.into_iter();
        for c in wanted {
            assert!(
                rest.by_ref().any(|one| one == c),
                "seed {seed}: {c} is lost of\n{text}\n---\n{}",
                compose(&made).text()
            );
        }
    }
}
