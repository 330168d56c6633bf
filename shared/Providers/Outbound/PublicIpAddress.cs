using System.Net;
using System.Net.Sockets;

namespace IntentEngine.Providers.Outbound;

/// <summary>Tells addresses of the public internet from all others (IANA special-purpose registries for IPv4 and IPv6).</summary>
public static class PublicIpAddress
{
    private static readonly IPNetwork[] NotPublic =
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

    private static readonly IPNetwork Unicast6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] NotPublic6 =
    [
        .. new[]
        {
            "2001::/23",       // protocol assignments: Teredo, ORCHID, benchmarks
            "2001:db8::/32",   // documentation
            "2002::/16",       // 6to4: carries an IPv4 address
            "3fff::/20",       // documentation
        }.Select(range => IPNetwork.Parse(range)),
    ];

    /// <summary>
    /// True only for unicast addresses of the public internet. IPv6 is an allow-list (2000::/3 less its special ranges), which leaves out loopback, link-local,
    /// unique-local, multicast, NAT64 (64:ff9b::/96) and IPv4-mapped addresses (::ffff:0:0/96): the last two could carry a private IPv4 address past the check.
    /// </summary>
    public static bool IsPublic(IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => !NotPublic.Any(range => range.Contains(address)),
        AddressFamily.InterNetworkV6 => Unicast6.Contains(address) && !NotPublic6.Any(range => range.Contains(address)),
        _ => false,
    };
}
