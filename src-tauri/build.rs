//! Embeds the built interface and puts the program's own commands under the capability file.

fn main() {
    let commands = tauri_build::AppManifest::new().commands(&[
        "call", "export_docx", "export_ledger", "export_figures", "save_elsewhere", "export_layout", "import_layout",
        "pdf_program", "export_pdf", "cancel_pdf", "backup_now", "pick_backup_folder", "write_archive", "read_archive",
        "open_draft_file", "import_files", "cancel_import", "revise_file", "merge_archive", "check_store", "rescue",
        "open_exported", "open_data_dir", "close_now",
    ]);
    if let Err(error) = tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands)) {
        println!("cargo::error={error:#}");
        std::process::exit(1);
    }
}
