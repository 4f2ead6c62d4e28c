//! Winnowed fingerprints of token streams (Schleimer, Wilkerson, Aiken 2003).
