//! `recount` with mistakes that can be switched on by name, for the fault harness; see `recount_keep::is_seeded`.

fn main() -> std::process::ExitCode {
    recount_cli::main()
}
