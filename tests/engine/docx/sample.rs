//! Documents built by hand: every role, every span role, and enough typical text for several pages.

use std::io::{Cursor, Read, Write};

use shuzhi::model::{Block, Document, Role, Span, SpanRole};

/// A paragraph of one look.
pub(crate) fn block(role: Role, text: &str) -> Block {
    spans(role, &[(SpanRole::Text, text)])
}

/// A paragraph of several looks.
pub(crate) fn spans(role: Role, spans: &[(SpanRole, &str)]) -> Block {
    let span = |&(role, text): &(SpanRole, &str)| Span { text: text.into(), role, origin: None, literal: true };
    Block::new(role, spans.iter().map(span).collect())
}

/// A document of these paragraphs, with fixed times.
pub(crate) fn document(blocks: Vec<Block>) -> Document {
    let time = |text: &str| text.parse().expect("an RFC 3339 time");
    Document {
        title: "2025年度抓基层党建工作述职报告".into(),
        creator: "李明远".into(),
        created: time("2025-11-20T09:30:00+08:00"),
        modified: time("2025-12-05T17:45:10+08:00"),
        names: Vec::new(),
        blocks,
    }
}

/// Every role and every span role once, on one page.
pub(crate) fn every_role() -> Document {
    document(vec![
        block(Role::Title, "云溪县商务局党组书记"),
        block(Role::Title, "2025年度抓基层党建工作述职报告"),
        block(Role::Byline, "云溪县商务局党组书记、局长　李明远"),
        block(Role::DateLine, "（2025年12月）"),
        block(Role::Salutation, "各位领导、同志们："),
        block(Role::Paragraph, "现将本年度抓基层党建工作情况述职如下。"),
        block(Role::Heading1, "一、主要做法和成效"),
        block(Role::Heading2, "（一）学用结合，打牢思想根基"),
        block(Role::Heading3, "1.抓实“第一议题”"),
        block(Role::Heading4, "（1）逐条列出清单"),
        spans(Role::Paragraph, &[(SpanRole::RunIn1, "二、存在的问题。"), (SpanRole::Text, "对照要求，还有差距。")]),
        spans(Role::Paragraph, &[(SpanRole::RunIn2, "（一）联系群众不够经常。"), (SpanRole::Text, "走访次数偏少。")]),
        spans(
            Role::Paragraph,
            &[(SpanRole::RunIn3, "1."), (SpanRole::RunIn3, "调研不深。"), (SpanRole::Text, "重点不突出。")],
        ),
        spans(Role::Paragraph, &[(SpanRole::RunIn4, "（1）跟进不紧。"), (SpanRole::Text, "ABC & <DEF> 'x' \"y\"。")]),
        spans(
            Role::Paragraph,
            &[
                (SpanRole::SeriesLead, "一是补齐短板。"),
                (SpanRole::Text, "全年投入36.5万元——比上年多12%……"),
                (SpanRole::SeriesLead, "二是严格考核。"),
                (SpanRole::Text, "逐月通报。"),
            ],
        ),
        block(Role::Signature, "中共云溪县商务局党组"),
        block(Role::SignatureDate, "2025年12月5日"),
    ])
}

/// What may stand around the text, with so many issuing bodies and signers.
pub(crate) fn framed(bodies: usize, signers: usize) -> Document {
    let mut blocks =
        vec![block(Role::CopyNumber, "000012"), block(Role::Secrecy, "机密★1年"), block(Role::Urgency, "特急")];
    blocks.extend((0..bodies).map(|index| block(Role::IssuingBody, ["云溪县商务局", "云溪县财政局"][index % 2])));
    blocks.push(block(Role::IssuingSuffix, "文件"));
    blocks.push(block(Role::DocumentNumber, "云商党〔2025〕12号"));
    for index in 0..signers {
        let label = if index == 0 { "签发人：" } else { "" };
        blocks.push(spans(Role::Signer, &[(SpanRole::Text, label), (SpanRole::Name, "李明远")]));
    }
    let text = [
        (Role::Title, "2025年度抓基层党建工作述职报告"),
        (Role::Recipient, "县委组织部："),
        (Role::Paragraph, "以上述职，请予评议。"),
        (Role::AttachmentNote, "附件：1.党员名册"),
        (Role::AttachmentNote, "2.台账"),
        (Role::Signature, "中共云溪县商务局党组"),
        (Role::Signature, "云溪县财政局"),
        (Role::SignatureDate, "2025年12月5日"),
        (Role::Note, "（此件公开发布）"),
        (Role::AttachmentLabel, "附件1"),
        (Role::AttachmentTitle, "党员名册"),
        (Role::Paragraph, "名册。"),
        (Role::AttachmentLabel, "附件2"),
        (Role::AttachmentTitle, "台账"),
        (Role::ImprintCopies, "抄送：县委办公室，县政府办公室。"),
        (Role::ImprintIssuer, "云溪县商务局办公室"),
        (Role::ImprintDate, "2025年12月5日印发"),
    ];
    blocks.extend(text.map(|(role, text)| block(role, text)));
    document(blocks)
}

const WORK: [&str; 6] = [
    "坚持每月初确定一个学习主题，由班子成员轮流领学，会后形成任务清单并逐项认领，全年组织集中学习24次、专题研讨6次，撰写心得体会78篇，解决实际问题31个。",
    "把支部建在项目一线，组建“红色先锋”服务队5支，党员带头认领重点任务，推动3个停滞项目重新开工，年度投资完成率达到106.8%，群众满意度稳步提升。",
    "开展“支部联支部、党员联商户”活动——每名党员联系2至3户，逐户记录诉求，逐件办理反馈，累计走访412户次，协调解决物流、用工、融资等方面困难97件。",
    "严格落实请示报告、民主评议、谈心谈话等制度，对照要求逐项检查台账，发现不规范的记录14处，全部当场说明原因、限期改正，年底复查没有出现反弹。",
    "选派优秀年轻干部到信访、招商岗位锻炼，建立“一人一档”培养计划，定期听取思想汇报，培养入党积极分子9名，按期转正4名，3名同志走上中层岗位。",
    "注重把党建工作同业务工作一起谋划、一起部署、一起检查，每季度召开一次联席会议，研究解决交叉事项，真正做到两手抓、两不误、两促进。",
];

/// Typical mixed text of about `pages` pages: own-line and run-in headings, series, digits, quotes and dashes.
pub(crate) fn report(pages: usize) -> Document {
    let mut blocks = vec![
        block(Role::Title, "2025年度抓基层党建工作述职报告"),
        block(Role::Byline, "云溪县商务局党组书记、局长　李明远"),
        block(Role::DateLine, "（2025年12月）"),
        block(Role::Paragraph, WORK[0]),
        block(Role::Heading1, "一、履职情况"),
    ];
    let (mut characters, mut round) = (200, 0);
    while characters < pages * 22 * 26 {
        let text = |step: usize| WORK[(round * 5 + step) % WORK.len()];
        blocks.push(block(Role::Heading2, "（二）抓规范，提升支部建设质量"));
        blocks.push(block(Role::Paragraph, &[text(0), text(1), text(2)].concat()));
        blocks.push(spans(
            Role::Paragraph,
            &[
                (SpanRole::RunIn2, "（三）抓服务，密切党群干群关系。"),
                (SpanRole::Text, text(3)),
                (SpanRole::Text, text(4)),
            ],
        ));
        blocks.push(block(Role::Heading3, "1.完善联系服务机制"));
        blocks.push(spans(
            Role::Paragraph,
            &[
                (SpanRole::SeriesLead, "一是健全制度。"),
                (SpanRole::Text, text(5)),
                (SpanRole::SeriesLead, "二是压实责任。"),
                (SpanRole::Text, text(1)),
            ],
        ));
        characters += 640;
        round += 1;
    }
    blocks.push(block(Role::Paragraph, "以上述职，请予评议。"));
    blocks.push(block(Role::Signature, "中共云溪县商务局党组"));
    blocks.push(block(Role::SignatureDate, "2025年12月5日"));
    document(blocks)
}

/// The parts of a Word file, in their order.
pub(crate) fn parts(docx: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).expect("a zip");
    let len = archive.len();
    let part = |index| {
        let mut file = archive.by_index(index).expect("a part");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("a whole part");
        (file.name().expect("a name").into_owned(), bytes)
    };
    (0..len).map(part).collect()
}

/// The same Word file with `old` in one of its parts replaced, to plant a fault.
pub(crate) fn replace(docx: &[u8], name: &str, old: &str, new: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (part, mut bytes) in parts(docx) {
        if part == name {
            let text = String::from_utf8(bytes).expect("UTF-8");
            assert!(text.contains(old), "{name} does not hold {old}");
            bytes = text.replacen(old, new, 1).into_bytes();
        }
        zip.start_file(part, zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(&bytes).expect("a part's bytes");
    }
    zip.finish().expect("a zip").into_inner()
}
