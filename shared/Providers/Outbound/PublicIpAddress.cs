using System.Net;
using System.Net.Sockets;

namespace IntentEngine.Providers.Outbound;

/// <summary>Tells addresses of the public internet from all others (IANA special-purpose registries for IPv4 and IPv6).</summary>
public static class PublicIpAddress
{
    private static readonly IPNetwork[] NotPublic4 =
    [
        .. new[]
        {
            "0.0.0.0/8",       // this network
            "10.0.0.0/8",      // private
            "100.64.0.0/10",   // carrier-grade NAT
            "127.0.0.0/8",     // loopback
            "169.254.0.0/16",  // link-local, cloud metadata
            "172.16.0.0/12",   // private
            "192.0.0.0/24",    // protocol assignments
            "192.0.2.0/24",    // documentation
            "192.88.99.0/24",  // 6to4 relay
            "192.168.0.0/16",  // private
            "198.18.0.0/15",   // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24",  // documentation
            "224.0.0.0/3",     // multicast, reserved, broadcast
        }.Select(range => IPNetwork.Parse(range)),
    ];

    /// <summary>
    /// True only for unicast addresses of the public internet. IPv6 is an allow-list (2000::/3 less its special ranges), which leaves out loopback, link-local,
    /// unique-local, multicast, NAT64 (64:ff9b::/96) and IPv4-mapped addresses (::ffff:0:0/96): the last two could carry a private IPv4 address past the check.
    /// </summary>
    public static bool IsPublic(IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => !NotPublic4.Any(range => range.Contains(address)),
        AddressFamily.InterNetworkV6 => IsPublic6(address.GetAddressBytes()),
        _ => false,
    };

    /// <summary>By bytes: library helpers treat IPv4-mapped addresses as IPv4, which is what must not happen here.</summary>
    private static bool IsPublic6(byte[] bytes) => (bytes[0], bytes[1], bytes[2], bytes[3]) switch
    {
        (0x20, 0x01, <= 0x01, _) => false,    // 2001::/23: Teredo, ORCHID, benchmarks
        (0x20, 0x01, 0x0d, 0xb8) => false,    // 2001:db8::/32: documentation
        (0x20, 0x02, _, _) => false,          // 2002::/16: 6to4
        (0x3f, 0xff, <= 0x0f, _) => false,    // 3fff::/20: documentation
        ( >= 0x20 and <= 0x3f, _, _, _) => true,
        _ => false,
    };
}
