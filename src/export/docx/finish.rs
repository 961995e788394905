//! Puts right what docx-rs writes, in one pass over a part: children into the schema's order, what the schema does not know
//! out, and with it the ids that docx-rs counts through the whole process.
//!
//! The output grows in one buffer. An element whose children have an order remembers where each of them begins; when it
//! ends, its tail of the buffer is put in order. So a part is read once and costs time in proportion to its length.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::parts::DECLARATION;

/// The children of elements whose order the schema fixes (ECMA-376 part 1, annex A.1: CT_PPr, CT_RPr, CT_SectPr, CT_TblPr,
/// CT_TcPr). What is not named here is not valid there.
const ORDER: [(&str, &str); 5] = [
    (
        "w:pPr",
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd \
         tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi \
         adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc \
         textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    ),
    (
        "w:rPr",
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof \
         snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText \
         vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    ),
    (
        "w:sectPr",
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType \
         pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid \
         printerSettings sectPrChange",
    ),
    (
        "w:tblPr",
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing \
         tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    ),
    (
        "w:tcPr",
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign \
         hideMark headers cellIns cellDel cellMerge tcPrChange",
    ),
];

/// The namespaces that the finished parts use.
const KEPT: [&str; 2] = ["xmlns:w", "xmlns:r"];

/// An element that is open.
struct Open {
    /// Where it begins in the output.
    start: usize,
    /// Where its content begins.
    content: usize,
    /// The schema's order of its children, if it fixes one.
    order: Option<&'static str>,
    /// Rank and beginning of each child so far; a child without rank is not valid here.
    children: Vec<(Option<usize>, usize)>,
}

/// `xml` with children in the schema's order and without what the schema does not know.
///
/// # Errors
/// When `xml` is not well-formed.
pub(super) fn finish(xml: &[u8]) -> Result<String, quick_xml::Error> {
    let mut reader = Reader::from_reader(xml);
    let mut out = String::with_capacity(xml.len());
    let mut open: Vec<Open> = Vec::new();
    loop {
        match reader.read_event()? {
            Event::Decl(_) => out.push_str(DECLARATION),
            Event::Start(tag) => {
                note(&mut open, &tag, out.len());
                let start = out.len();
                write_tag(&mut out, &tag)?;
                out.push('>');
                let order = order_of(tag.name().as_ref());
                open.push(Open { start, content: out.len(), order, children: Vec::new() });
            }
            Event::Empty(tag) if order_of(tag.name().as_ref()).is_some() => {}
            Event::Empty(tag) => {
                note(&mut open, &tag, out.len());
                write_tag(&mut out, &tag)?;
                out.push_str("/>");
            }
            Event::End(tag) => {
                let Some(element) = open.pop() else { continue };
                if element.order.is_some() && put_in_order(&mut out, &element) == element.content {
                    // Properties that say nothing.
                    out.truncate(element.start);
                    if let Some(parent) = open.last_mut() {
                        parent.children.pop_if(|(_, start)| *start == element.start);
                    }
                    continue;
                }
                out.push_str("</");
                out.push_str(tag.name().as_ref());
                out.push('>');
            }
            Event::Text(text) => out.push_str(&text),
            Event::GeneralRef(name) => {
                out.push('&');
                out.push_str(&name);
                out.push(';');
            }
            Event::Eof => return Ok(out),
            Event::CData(_) | Event::Comment(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

fn order_of(name: &str) -> Option<&'static str> {
    ORDER.iter().find(|(element, _)| *element == name).map(|(_, order)| *order)
}

/// Tells the element around `tag` that a child begins at `start`.
fn note(open: &mut [Open], tag: &BytesStart, start: usize) {
    if let Some(Open { order: Some(order), children, .. }) = open.last_mut() {
        let name = tag.name();
        let local = name.as_ref().strip_prefix("w:");
        children.push((order.split(' ').position(|child| local == Some(child)), start));
    }
}

/// Orders the children of `element`, whose content is the tail of `out`, and returns where it then ends.
fn put_in_order(out: &mut String, element: &Open) -> usize {
    let ranks = || element.children.iter().map(|(rank, _)| rank);
    if !(ranks().all(Option::is_some) && ranks().is_sorted()) {
        let ends = element.children.iter().skip(1).map(|(_, start)| *start).chain([out.len()]);
        let mut children: Vec<_> = element
            .children
            .iter()
            .zip(ends)
            .filter_map(|(&(rank, start), end)| Some((rank?, out.get(start..end)?.to_owned())))
            .collect();
        children.sort_by_key(|(rank, _)| *rank);
        out.truncate(element.content);
        for (_, child) in children {
            out.push_str(&child);
        }
    }
    out.len()
}

/// Writes `<name attribute="…"` without the attributes that do not belong into a finished part.
fn write_tag(out: &mut String, tag: &BytesStart) -> Result<(), quick_xml::Error> {
    out.push('<');
    out.push_str(tag.name().as_ref());
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute?;
        if belongs(tag.name().as_ref(), attribute.key.as_ref()) {
            out.push(' ');
            out.push_str(attribute.key.as_ref());
            out.push_str("=\"");
            out.push_str(&attribute.value);
            out.push('"');
        }
    }
    Ok(())
}

/// docx-rs writes `w14:paraId` from a counter of the whole process, declares namespaces that nothing uses, and types the
/// columns of a table.
fn belongs(element: &str, key: &str) -> bool {
    if element == "w:gridCol" && key == "w:type" {
        return false;
    }
    KEPT.contains(&key) || ["w:", "r:", "xml:"].iter().any(|prefix| key.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finished(xml: &str) -> Result<String, Box<dyn std::error::Error>> {
        Ok(finish(xml.as_bytes())?)
    }

    #[test]
    fn children_come_into_the_order_of_the_schema() -> Result<(), Box<dyn std::error::Error>> {
        let xml = r#"<w:pPr><w:rPr><w:sz w:val="1" /><w:rStyle w:val="x" /></w:rPr><w:ind w:right="1" /><w:pStyle w:val="a" /></w:pPr>"#;
        let wanted = r#"<w:pPr><w:pStyle w:val="a"/><w:ind w:right="1"/><w:rPr><w:rStyle w:val="x"/><w:sz w:val="1"/></w:rPr></w:pPr>"#;
        assert_eq!(finished(xml)?, wanted);
        Ok(())
    }

    #[test]
    fn what_the_schema_does_not_know_goes() -> Result<(), Box<dyn std::error::Error>> {
        assert_eq!(finished(r#"<w:gridCol w:w="9" w:type="dxa" />"#)?, r#"<w:gridCol w:w="9"/>"#);
        assert_eq!(finished(r#"<w:p w14:paraId="00000001"><w:pPr><w:rPr /></w:pPr></w:p>"#)?, "<w:p></w:p>");
        assert_eq!(finished(r#"<w:rPr><w:b/><w:nonsense><w:i/></w:nonsense></w:rPr>"#)?, "<w:rPr><w:b/></w:rPr>");
        assert_eq!(finished(r#"<w:rPr><w:nonsense/></w:rPr>"#)?, "");
        Ok(())
    }

    #[test]
    fn text_stays_as_it_is() -> Result<(), Box<dyn std::error::Error>> {
        let xml = r#"<w:t xml:space="preserve"> 甲&amp;乙 &lt;丙&gt;𠮷 </w:t>"#;
        assert_eq!(finished(xml)?, xml);
        Ok(())
    }

    #[test]
    fn broken_xml_is_an_error() {
        assert!(finish(b"<w:p><w:r></w:p>").is_err());
    }
}
