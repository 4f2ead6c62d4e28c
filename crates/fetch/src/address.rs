//! Which addresses may be contacted: those of the public internet, and what the user names beside.
//!
//! Sources: RFC 6890 (special-purpose registries), RFC 4193, 4291, 5737, 6052 (NAT64), 6598, 3056 (6to4), 4380 (Teredo).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Addresses that are allowed although they are not public: a site in one's own network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddressRule {
    pub allowed: Vec<IpAddr>,
}

/// Why `address` must not be contacted; `None` when it may.
pub fn refusal(address: IpAddr, rule: &AddressRule) -> Option<&'static str> {
    if rule.allowed.contains(&address) {
        return None;
    }
    match address {
        IpAddr::V4(address) => refusal_v4(address),
        IpAddr::V6(address) => refusal_v6(address),
    }
}

/// Networks of version 4 that are nobody's on the public internet: first address, length of the prefix, what it is.
const NETWORKS_V4: [(Ipv4Addr, u32, &str); 15] = [
    (Ipv4Addr::new(0, 0, 0, 0), 8, "this network"),
    (Ipv4Addr::new(10, 0, 0, 0), 8, "a private network"),
    (Ipv4Addr::new(100, 64, 0, 0), 10, "a provider's own network"),
    (Ipv4Addr::new(127, 0, 0, 0), 8, "this machine"),
    (Ipv4Addr::new(169, 254, 0, 0), 16, "the local link"),
    (Ipv4Addr::new(172, 16, 0, 0), 12, "a private network"),
    (Ipv4Addr::new(192, 0, 0, 0), 24, "a special purpose"),
    (Ipv4Addr::new(192, 0, 2, 0), 24, "documentation"),
    (Ipv4Addr::new(192, 88, 99, 0), 24, "a relay of old"),
    (Ipv4Addr::new(192, 168, 0, 0), 16, "a private network"),
    (Ipv4Addr::new(198, 18, 0, 0), 15, "measuring of devices"),
    (Ipv4Addr::new(198, 51, 100, 0), 24, "documentation"),
    (Ipv4Addr::new(203, 0, 113, 0), 24, "documentation"),
    (Ipv4Addr::new(224, 0, 0, 0), 4, "many receivers at once"),
    (Ipv4Addr::new(240, 0, 0, 0), 4, "no use yet"),
];

fn refusal_v4(address: Ipv4Addr) -> Option<&'static str> {
    let is_in = |network: Ipv4Addr, length: u32| {
        (u32::from(address) ^ u32::from(network)).checked_shr(32 - length).unwrap_or(0) == 0
    };
    NETWORKS_V4.iter().find(|(network, length, _)| is_in(*network, *length)).map(|(_, _, what)| *what)
}

fn refusal_v6(address: Ipv6Addr) -> Option<&'static str> {
    if let Some(inner) = inner_v4(address) {
        return refusal_v4(inner);
    }
    let [first, second, ..] = address.segments();
    match first {
        _ if address.is_loopback() => Some("this machine"),
        _ if address.is_unspecified() => Some("this network"),
        0xfe80..=0xfebf => Some("the local link"),
        0xfec0..=0xfeff => Some("a site's own network"),
        0xfc00..=0xfdff => Some("a private network"),
        0xff00..=0xffff => Some("many receivers at once"),
        0x2001 if second == 0xdb8 => Some("documentation"),
        0x2001 if second < 0x200 => Some("a special purpose"),
        0x3fff if second < 0x1000 => Some("documentation"),
        0x5f00 => Some("a special purpose"),
        // Only this eighth of all addresses is given out on the public internet.
        0x2000..=0x3fff => None,
        _ => Some("no use yet"),
    }
}

/// The address of version 4 that one of version 6 leads to: mapped, compatible, NAT64, 6to4, Teredo.
fn inner_v4(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let segments = address.segments();
    let joined = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match segments {
        [0, 0, 0, 0, 0, 0xffff, high, low] => Some(joined(high, low)),
        [0, 0, 0, 0, 0xffff, 0, high, low] => Some(joined(high, low)),
        [0, 0, 0, 0, 0, 0, high, low] if high != 0 => Some(joined(high, low)),
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => Some(joined(high, low)),
        [0x64, 0xff9b, 1, _, _, _, high, low] => Some(joined(high, low)),
        [0x2002, high, low, ..] => Some(joined(high, low)),
        [0x2001, 0, .., high, low] => Some(joined(!high, !low)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_refused(address: &str) -> bool {
        refusal(address.parse().unwrap(), &AddressRule::default()).is_some()
    }

    #[test]
    fn what_is_not_public_is_refused_in_every_guise() {
        let refused = [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.255.254",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "239.255.255.250",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:0:192.168.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b::a00:1",
            "64:ff9b:1::a00:1",
            "2002:7f00:1::",
            "2002:c0a8:101::1",
            "2001:0:0:0:0:0:80ff:fefe",
            "2001:db8::1",
            "2001:2::1",
            "3fff::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "febf::1",
            "fec0::1",
            "ff02::1",
            "5f00::1",
            "4000::1",
            "100::1",
            "::ffff:169.254.169.254",
        ];
        for address in refused {
            assert!(is_refused(address), "{address}");
        }
    }

    #[test]
    fn what_is_public_may_be_contacted() {
        let allowed = [
            "1.1.1.1",
            "8.8.8.8",
            "100.63.255.255",
            "100.128.0.1",
            "172.15.255.255",
            "172.32.0.1",
            "192.0.1.1",
            "198.17.255.255",
            "198.20.0.1",
            "223.255.255.255",
            "2606:4700::1111",
            "2a00:1450::1",
            "::ffff:8.8.8.8",
            "64:ff9b::808:808",
            "2002:808:808::1",
        ];
        for address in allowed {
            assert!(!is_refused(address), "{address}");
        }
    }

    #[test]
    fn what_the_user_names_is_allowed_and_nothing_beside() {
        let rule = AddressRule { allowed: vec!["127.0.0.1".parse().unwrap()] };
        assert!(refusal("127.0.0.1".parse().unwrap(), &rule).is_none());
        assert!(refusal("127.0.0.2".parse().unwrap(), &rule).is_some());
        assert!(refusal("::ffff:127.0.0.1".parse().unwrap(), &rule).is_some());
    }
}
