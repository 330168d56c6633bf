using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace IntentEngine.Providers.Outbound;

public sealed class PublicIpAddressTests
{
    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("1.1.1.1")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001:81b::200e")]
    public void Addresses_beside_special_ranges_are_public(string text) => PublicIpAddress.IsPublic(IPAddress.Parse(text)).ShouldBeTrue();

    [Theory]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("::8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    [InlineData("2002:808:808::1")]
    [InlineData("2001:db8::1")]
    [InlineData("3fff:fff::1")]
    [InlineData("1fff:ffff::1")]
    [InlineData("4000::1")]
    [InlineData("ff0e::1")]
    public void IPv6_addresses_outside_the_plain_public_range_are_not_public(string text) => PublicIpAddress.IsPublic(IPAddress.Parse(text)).ShouldBeFalse();

    [Fact]
    public void No_IPv4_address_gets_through_by_being_wrapped_in_IPv6()
    {
        Prop.ForAll<byte[]>(bytes =>
        {
            var v4 = (bytes.Length >= 4 ? bytes : [127, 0, 0, 1])[..4];
            byte[][] prefixes = [[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff], [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0], new byte[12]];
            var wrapped = prefixes.Select(prefix => new IPAddress([.. prefix, .. v4])).Append(new IPAddress([0x20, 0x02, .. v4, .. new byte[10]]));
            return wrapped.All(address => !PublicIpAddress.IsPublic(address));
        }).QuickCheckThrowOnFailure();
    }
}
