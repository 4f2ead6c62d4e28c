//! `recount users`: who may log in to the workbench.

use super::Outcome;
use crate::args::{UserRole, Users, UsersAct, UsersFile};
use crate::{output, sealing};
use anyhow::{Context as _, Result};
use recount_server::people::{self, Role};
use serde_json::json;
use std::path::PathBuf;

pub fn run(args: &Users) -> Result<Outcome> {
    match &args.act {
        UsersAct::Add { name, role, password_stdin, file } => {
            let role = match role {
                UserRole::Reads => Role::Reads,
                UserRole::Decides => Role::Decides,
            };
            let password = sealing::password(*password_stdin)?;
            users(file)?.add(name, role, &password)?;
            output::text(&format!("added {} ({})\n", output::printable(name), role.key()))?;
        }
        UsersAct::List { file, json } => list(file, *json)?,
        UsersAct::Remove { name, file } => {
            users(file)?.remove(name)?;
            output::text(&format!("removed {}\n", output::printable(name)))?;
        }
        UsersAct::Password { name, password_stdin, file } => {
            let password = sealing::password(*password_stdin)?;
            users(file)?.set_password(name, &password)?;
            output::text(&format!("{} has another password\n", output::printable(name)))?;
        }
    }
    Ok(Outcome::Done)
}

/// The file that was named, or the user's own.
pub fn file(args: &UsersFile) -> Result<PathBuf> {
    let own = || {
        people::default_file().context("there is no home folder to keep users in; name a file with --users")
    };
    args.users.clone().map_or_else(own, Ok)
}

fn users(args: &UsersFile) -> Result<people::Users> {
    Ok(people::Users::at(file(args)?))
}

fn list(args: &UsersFile, is_json: bool) -> Result<()> {
    let users = users(args)?.list()?;
    if is_json {
        let rows: Vec<_> = users.iter().map(|user| json!({"name": user.name, "role": user.role})).collect();
        return output::json(&rows);
    }
    if users.is_empty() {
        return output::text("there are no users; `recount users add NAME` makes one\n");
    }
    let lines: String = users.iter().map(|user| format!("{:8} {}\n", user.role.key(), user.name)).collect();
    output::text(&lines)
}
