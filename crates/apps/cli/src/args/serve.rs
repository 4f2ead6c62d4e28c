//! How the workbench is opened, and who may log in there.

use super::ReadingArgs;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Open the workbench in your browser: see the case, question it, decide
#[derive(Debug, Args)]
pub struct Serve {
    /// The case; without one the workbench lists those that were open before, and offers an example
    pub dir: Option<PathBuf>,
    /// Where to listen; only this computer can reach the default. Others take users (`recount users add`) and TLS
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:7311")]
    pub addr: std::net::SocketAddr,
    /// Your name, or a name for you, in the custody log
    #[arg(long = "as", value_name = "NAME")]
    pub actor: Option<String>,
    #[command(flatten)]
    pub reading: ReadingArgs,
    #[command(flatten)]
    pub network: Network,
}

/// For a newsroom on its own network.
#[derive(Debug, Args)]
#[command(next_help_heading = "Others on your network")]
pub struct Network {
    /// A name, or another address, by which people open the workbench; may be given several times
    #[arg(long = "host", value_name = "NAME")]
    pub hosts: Vec<String>,
    /// Certificate and those above it (PEM)
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub tls_cert: Option<PathBuf>,
    /// Its key (PEM)
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,
    /// Make a certificate here; whoever comes compares the fingerprint that is printed
    #[arg(long, conflicts_with = "tls_cert")]
    pub tls_self_signed: bool,
    /// TLS is somebody else's: a proxy of yours stands before the workbench
    #[arg(long, conflicts_with_all = ["tls_cert", "tls_self_signed"])]
    pub without_tls: bool,
    /// Let people log in on this computer too
    #[arg(long)]
    pub with_users: bool,
    #[command(flatten)]
    pub file: UsersFile,
}

/// Where users are kept.
#[derive(Debug, Args)]
pub struct UsersFile {
    /// The file of the users; beside the list of recent cases when not given, never in a case
    #[arg(long = "users", value_name = "FILE")]
    pub users: Option<PathBuf>,
}

/// Who may log in to the workbench
#[derive(Debug, Args)]
pub struct Users {
    #[command(subcommand)]
    pub act: UsersAct,
}

#[derive(Debug, Subcommand)]
pub enum UsersAct {
    /// Add a user; the password (12 characters or more) is asked for twice
    Add {
        /// As the custody log will name them
        name: String,
        /// `reads` sees everything and changes nothing
        #[arg(long, value_enum, default_value = "decides")]
        role: UserRole,
        /// Take the password from the first line of standard input
        #[arg(long)]
        password_stdin: bool,
        #[command(flatten)]
        file: UsersFile,
    },
    /// List the users with their roles
    List {
        #[command(flatten)]
        file: UsersFile,
        #[arg(long)]
        json: bool,
    },
    /// Remove a user; where they are logged in that ends
    Remove {
        name: String,
        #[command(flatten)]
        file: UsersFile,
    },
    /// Give a user another password; where they are logged in that ends
    Password {
        name: String,
        /// Take the password from the first line of standard input
        #[arg(long)]
        password_stdin: bool,
        #[command(flatten)]
        file: UsersFile,
    },
}

/// What a user may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum UserRole {
    Reads,
    Decides,
}
