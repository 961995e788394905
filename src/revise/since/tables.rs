//! Tables and their rows.

use super::{Since, TABLE_GONE};
use crate::revise::seats::rows;
use crate::revise::types::Op;

impl Since<'_> {
    pub(super) fn add_row(&mut self, change: usize, id: &str, after: usize, cells: &[String]) {
        let (was, is) = (self.base.tables.get(id), self.now.tables.get(id));
        let pairs = was.zip(is).and_then(|((was, _), (is, _))| Some((rows(was, is)?, is)));
        let Some((pairs, table)) = pairs else { return self.gone(change, TABLE_GONE) };
        let is_new = |at: usize| pairs.old_of(at).is_none();
        if table.rows.iter().enumerate().any(|(at, row)| row == cells && is_new(at)) {
            return;
        }
        let after = (0..=after).rev().find_map(|row| pairs.new_of(row)).unwrap_or(0);
        self.keep(change, Op::AddRow { table: id.into(), after, cells: cells.to_vec() });
    }

    pub(super) fn remove_row(&mut self, change: usize, id: &str, row: usize) {
        let (Some((was, _)), Some((is, _))) = (self.base.tables.get(id), self.now.tables.get(id)) else { return };
        let Some(pairs) = rows(was, is) else { return self.gone(change, TABLE_GONE) };
        let Some(there) = pairs.new_of(row) else { return };
        if was.rows.get(row) != is.rows.get(there) {
            let text = is.rows.get(there).map(|cells| cells.join("　|　")).unwrap_or_default();
            self.clash(change, text, "导出以后这一行又改过；勾选就连同后来改的一起删去");
        }
        self.keep(change, Op::RemoveRow { table: id.into(), row: there });
    }

    pub(super) fn remove_table(&mut self, change: usize, id: &str) {
        let (Some((was, _)), Some((is, _))) = (self.base.tables.get(id), self.now.tables.get(id)) else { return };
        if was != is {
            let rows = is.rows.iter().map(|row| row.join("　|　")).collect::<Vec<_>>().join("\n");
            self.clash(change, rows, "导出以后这张表格又改过；勾选就连同后来改的一起删去");
        }
        self.keep(change, Op::RemoveTable { table: id.into() });
    }
}
