//! Shapes of reports that offices write, each in a few lines of our own wording.

use shuzhi::import::{Limits, Outline, outline, read_text, recognise};

fn of(text: &str) -> Outline {
    let source = read_text(text, "甲", &Limits::default()).unwrap();
    outline(&source, &recognise(&source))
}

#[test]
fn nothing_is_made_of_nothing() {
    for text in ["", "\n\n", "　", "一、", "（一）", "。", "“", "《", "1.", "①"] {
        let outline = of(text);
        assert_eq!(outline.problems, [""; 0], "{text}");
    }
}

#[test]
fn problems_in_one_sentence_are_told_apart() {
    for (text, problems) in [
        (
            "总体看来，支部工作有了起色，但学习还不够系统，调研偏少，办法不多。",
            &["学习还不够系统", "调研偏少", "办法不多"][..],
        ),
        ("工作虽有进步，仍然存在学习不够系统、调研不够深入等问题。", &["学习不够系统", "调研不够深入"]),
        ("还有几处明显的短板：一是学习少。平时忙。二是调研少。", &["学习少", "调研少"]),
        ("在学习上，学用脱节。在作风上，下基层不够，办法不多。", &["学用脱节", "下基层不够"]),
        ("学习不够深入，有时以干代学；调研不够经常，多在近处。", &["学习不够深入", "调研不够经常"]),
        // What a lead announces counts in whatever words.
        (
            "但仍有许多不尽如人意的地方：会议多，对年轻人放手迟，账目公开时详时略。",
            &["会议多", "对年轻人放手迟", "账目公开时详时略"],
        ),
        ("在肯定成绩的同时也看到，学习偏少、与村里的联系若有若无。", &["学习偏少", "与村里的联系若有若无"]),
        ("有以下问题：一是宣传停留在室内。居民不知道。二是记录前后两样。", &["宣传停留在室内", "记录前后两样"]),
        // Every second clause explains the one before.
        ("但学习不够深入，满足于读文件，调研不够经常，多走近处。", &["学习不够深入", "调研不够经常"]),
    ] {
        let found = of(&format!(
            "2024年述职报告\n一、主要工作\n全年学习12次。\n二、存在问题\n{text}\n三、下一步打算\n将坚持学习。"
        ));
        assert_eq!(found.problems, problems, "{text}");
    }
}

#[test]
fn causes_and_plans_are_no_problems() {
    let found = of(
        "一、存在问题\n主要是学习不够系统，调研偏少。\n产生这些问题的原因，一是认识不到位，二是方法简单。\n下一步，我将针对学习不够系统的问题制定计划。",
    );
    assert_eq!(found.problems, ["学习不够系统", "调研偏少"]);
    assert_eq!(found.last_year_problems, [""; 0]);
}

#[test]
fn a_heading_that_only_announces_is_no_problem() {
    for heading in ["自查出来的问题", "主要问题有哪些", "不容回避的问题", "问题检视"] {
        let found = of(&format!(
            "2024年述职报告\n一、主要工作\n全年学习12次。\n二、问题剖析及其成因\n（一）{heading}\n总体平稳，但是考勤松，走访次数不均。\n（二）成因\n办法不多。"
        ));
        assert_eq!(found.problems, ["考勤松", "走访次数不均"], "{heading}");
    }
}

#[test]
fn problems_put_right_among_the_work_are_of_last_year() {
    let of = |text: &str| {
        of(&format!(
            "2024年述职报告\n一、主要工作\n（一）抓学习。全年学习12次。\n（二）带头改，多想一步\n{text}\n二、存在问题\n（一）学习走形式。平时忙。\n（二）调研偏少。多在近处。\n\
         三、下步打算\n针对学习走形式的问题。改进方法。针对调研偏少的问题。多下乡。"
        ))
    };
    let named = ["议题准备匆忙", "请假不说明"];
    assert_eq!(of("针对议题准备匆忙的问题。提前发单。针对请假不说明的问题。写明事由。").last_year_problems, named);
    assert_eq!(
        of("一是早发单。针对议题准备匆忙的问题，提前发单。\n二是写事由。针对请假不说明的问题，写明事由。")
            .last_year_problems,
        named
    );
    // Where nothing else names any, two among the items do; one alone, or what is known of this year, says nothing.
    let two = "针对老人出行不便的问题，送学上门。\n（三）抓网络。建群三个；针对流动党员分散的问题，开设微课。";
    assert_eq!(of(two).last_year_problems, ["老人出行不便", "流动党员分散"]);
    assert_eq!(of(&format!("针对上年指出的“请假不说明”问题，写明事由。\n{two}")).last_year_problems, ["请假不说明"]);
    assert_eq!(of("针对议题准备匆忙的问题。提前发单。").last_year_problems, [""; 0]);
    assert_eq!(of("针对学习走形式的问题。提前发单。针对调研偏少的问题。下乡。").last_year_problems, [""; 0]);
}

#[test]
fn last_years_problems_are_named_in_all_shapes() {
    for (text, names) in [
        ("针对学习走形式的问题，改了办法。针对调研偏少问题，下乡40次。", &["学习走形式", "调研偏少"][..]),
        (
            "一是改进学习。针对学习走形式的问题，改了办法。二是多跑基层。针对调研偏少的问题，下乡40次。",
            &["学习走形式", "调研偏少"],
        ),
        (
            "去年述职时点评指出本人存在2个问题，已经改好。一是学习走形式。已改办法。二是调研偏少。已下乡40次。",
            &["学习走形式", "调研偏少"],
        ),
        ("对上年度评议反馈的“学习走形式”“调研偏少”2个问题，逐项改好。", &["学习走形式", "调研偏少"]),
        ("（一）关于学习走形式的问题。已改办法。\n（二）关于调研偏少的问题。已下乡40次。", &["学习走形式", "调研偏少"]),
        ("针对存在的问题，逐项制定措施。针对上述问题，按月检查。", &[]),
    ] {
        let found = of(&format!(
            "2024年述职报告\n一、上年度问题整改情况\n{text}\n二、下步打算\n（一）针对方法陈旧的问题，改进方法。"
        ));
        assert_eq!(found.last_year_problems, names, "{text}");
    }
}
