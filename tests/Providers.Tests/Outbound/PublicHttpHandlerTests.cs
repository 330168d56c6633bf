using System.Net;
using Shouldly;
using Xunit;

namespace IntentEngine.Providers.Outbound;

public sealed class PublicHttpHandlerTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("::1")]
    [InlineData("8.8.8.8,10.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    public async Task A_public_name_that_resolves_inside_is_refused_before_connecting(string resolved)
    {
        var lookups = 0;
        using var http = new HttpClient(PublicHttpHandler.Create((_, _) =>
        {
            lookups++;
            return Task.FromResult(resolved.Split(',').Select(IPAddress.Parse).ToArray());
        }));

        var failure = await Should.ThrowAsync<HttpRequestException>(() => http.GetAsync("http://rebinding.example.com/"));

        failure.InnerException.ShouldBeOfType<BlockedAddressException>().Message.ShouldContain("not public");
        lookups.ShouldBe(1);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5432/")]
    [InlineData("http://localhost/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://metadata.google.internal/")]
    public async Task A_host_inside_is_refused_without_asking_the_resolver(string url)
    {
        using var http = new HttpClient(PublicHttpHandler.Create((host, _) => throw new InvalidOperationException($"resolved {host}")));

        var failure = await Should.ThrowAsync<HttpRequestException>(() => http.GetAsync(url));

        failure.InnerException.ShouldBeOfType<BlockedAddressException>();
    }

    [Fact]
    public void The_handler_follows_no_redirect_and_uses_no_proxy()
    {
        using var handler = PublicHttpHandler.Create();
        handler.AllowAutoRedirect.ShouldBeFalse();
        handler.UseProxy.ShouldBeFalse();
        handler.UseCookies.ShouldBeFalse();
    }

    [Theory]
    [InlineData("https://api.dataforseo.com", false, true)]
    [InlineData("https://api.example.com:8443/v1", false, true)]
    [InlineData("https://api.example.com", true, false)]
    [InlineData("http://127.0.0.1:5000", false, false)]
    [InlineData("http://simulator:8090", false, false)]
    [InlineData("http://[::1]:5000", false, false)]
    public void Configured_addresses_are_guarded_when_they_are_public_names(string url, bool allowPrivate, bool guarded)
    {
        using var handler = PublicHttpHandler.ForConfigured(new(url), allowPrivate);
        (handler.ConnectCallback is not null).ShouldBe(guarded);
    }
}
