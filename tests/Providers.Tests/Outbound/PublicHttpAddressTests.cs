using Shouldly;
using Xunit;

namespace IntentEngine.Providers.Outbound;

public sealed class PublicHttpAddressTests
{
    /// <summary>Addresses that must never be fetched or looked up, by what they try.</summary>
    public static TheoryData<string> Hostile =>
    [
        // nothing, or no web address
        "", "   ", "https://", "http:///etc/passwd", "not a domain", "https://exa mple.com", "https://example.com\u0000.evil.com", "http://[", "https://..", "https://-example-.com",
        // schemes
        "file:///etc/passwd", "ftp://example.com", "gopher://example.com:70/_x", "data://text/html,hi", "ws://example.com", "dict://example.com:2628/x", "javascript://example.com/%0aalert(1)",
        // credentials and confusion of host
        "https://user@example.com", "https://user:pass@example.com", "https://example.com@127.0.0.1/", "http://127.0.0.1\\@example.com", "https://@example.com",
        // ports
        "http://example.com:22", "https://example.com:8080", "http://example.com:6379/", "http://example.com:0",
        // loopback, private, link-local, shared, reserved
        "http://127.0.0.1", "http://127.8.9.1", "http://0.0.0.0", "http://10.0.0.1", "http://172.16.0.1", "http://172.31.255.255", "http://192.168.1.1", "http://100.64.0.1",
        "http://169.254.169.254/latest/meta-data/", "http://224.0.0.1", "http://255.255.255.255", "http://192.0.2.1", "http://198.18.0.1", "http://192.88.99.1", "http://240.0.0.1",
        // unusual notations of addresses
        "http://2130706433", "http://0x7f000001", "http://0x7f.0.0.1", "http://0177.0.0.1", "http://127.1", "http://127.0.1", "http://017700000001", "http://3232235777", "http://8.8.2056", "http://1.2.3.4.5",
        "http://0x08.0x08.0x08.0x08", "http://127.0.0.1.", "http://%31%32%37.0.0.1", "http://１２７.０.０.１", "http://①②⑦.⓪.⓪.①", "http://127。0。0。1",
        // IPv6
        "http://[::1]", "http://[::]", "http://[::ffff:127.0.0.1]", "http://[::ffff:8.8.8.8]", "http://[::127.0.0.1]", "http://[fe80::1]", "http://[fc00::1]", "http://[fd12:3456::1]", "http://[ff02::1]",
        "http://[64:ff9b::7f00:1]", "http://[64:ff9b:1::1]", "http://[2002:7f00:1::]", "http://[2001:0:4136:e378::1]", "http://[2001:db8::1]", "http://[fe80::1%25eth0]", "http://[fec0::1]",
        // names that stay inside
        "localhost", "http://localhost:80", "http://LOCALHOST", "http://localhost.", "http://foo.localhost", "printer", "http://intranet", "nas.local", "metadata.google.internal", "router.lan", "db.corp",
        "x.home.arpa", "http://ｌｏｃａｌｈｏｓｔ", "http://ｅｘａｍｐｌｅ.com", "http://𝐞xample.com", "http://example．com", "127.0.0.1.nip.io", "10-0-0-1.sslip.io", "app.localtest.me", "example.test", "site.invalid", "abc.onion",
        // names that are none
        "https://exam_ple.com", "https://a..b.com", "xn--.com", "https://" + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.com",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hostile_address_is_refused_with_a_reason(string given)
    {
        PublicHttpAddress.TryParse(given, out var address, out var problem).ShouldBeFalse($"became {address}");
        problem.ShouldNotBeNullOrWhiteSpace();
        problem.ShouldContain("Expected a public website");
    }

    [Fact]
    public void An_address_that_is_too_long_is_refused() =>
        PublicHttpAddress.TryParse("https://example.com/" + new string('a', PublicHttpAddress.MaxLength), out _, out _).ShouldBeFalse();

    [Fact]
    public void A_problem_never_repeats_control_characters()
    {
        PublicHttpAddress.TryParse("https://exa\r\nmple.com\u001b[31m", out _, out var problem).ShouldBeFalse();
        problem.Any(char.IsControl).ShouldBeFalse();
    }

    [Theory]
    [InlineData("example.com", "https://example.com/", "example.com")]
    [InlineData("  www.Example.COM  ", "https://www.example.com/", "example.com")]
    [InlineData("http://example.com:80/a?b=c#d", "http://example.com/a?b=c#d", "example.com")]
    [InlineData("https://example.com:443/", "https://example.com/", "example.com")]
    [InlineData("https://docs.docker.com/compose/", "https://docs.docker.com/compose/", "docs.docker.com")]
    [InlineData("bücher.de", "https://xn--bcher-kva.de/", "xn--bcher-kva.de")]
    [InlineData("https://xn--bcher-kva.de", "https://xn--bcher-kva.de/", "xn--bcher-kva.de")]
    [InlineData("https://8.8.8.8/", "https://8.8.8.8/", "8.8.8.8")]
    [InlineData("https://[2606:4700::1111]/", "https://[2606:4700::1111]/", "2606:4700::1111")]
    [InlineData("example.com.", "https://example.com/", "example.com")]
    [InlineData("https://example.com/@user", "https://example.com/@user", "example.com")]
    public void A_public_website_becomes_one_canonical_address(string given, string expected, string domain)
    {
        PublicHttpAddress.TryParse(given, out var address, out var problem).ShouldBeTrue(problem);
        address.AbsoluteUri.ShouldBe(expected);
        PublicHttpAddress.Domain(address).ShouldBe(domain);
    }
}
