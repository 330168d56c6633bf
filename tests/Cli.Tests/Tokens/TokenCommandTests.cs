using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace IntentEngine.Cli.Tokens;

public sealed class TokenCommandTests : IDisposable
{
    private readonly TemporaryFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task A_token_is_one_line_that_the_engines_key_has_signed()
    {
        var organization = Guid.NewGuid();
        var run = await CommandLineRun.Of("token", "--data", data.Path, "--role", "content_manager,worker", "--org", organization.ToString(), "--sub", "ada");
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.ShouldEndWith("\n");
        var token = run.Output.TrimEnd('\n');
        token.ShouldNotContain('\n');

        var claims = Verified(token);
        claims.GetProperty("org").GetGuid().ShouldBe(organization);
        claims.GetProperty("sub").GetString().ShouldBe("ada");
        claims.GetProperty("roles").EnumerateArray().Select(role => role.GetString()).ShouldBe(["content_manager", "worker"]);
        (claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64()).ShouldBe(12 * 3600);
    }

    [Fact]
    public async Task Without_an_organization_it_is_the_demos()
    {
        var run = await CommandLineRun.Of("token", "--data", data.Path, "--role", "member");
        Verified(run.Output.Trim()).GetProperty("org").GetGuid().ShouldBe(DemoIdentity.OrganizationId);
        run.Errors.ShouldContain(data.Path, customMessage: "a folder that no engine has used may be a mistake");
    }

    [Fact]
    public async Task A_second_token_is_signed_by_the_same_key()
    {
        await CommandLineRun.Of("token", "--data", data.Path, "--role", "member");
        var key = await File.ReadAllTextAsync(SigningKey.In(data.Path));
        var run = await CommandLineRun.Of("token", "--data", data.Path, "--role", "admin");
        (await File.ReadAllTextAsync(SigningKey.In(data.Path))).ShouldBe(key);
        run.Errors.ShouldBeEmpty();
        Verified(run.Output.Trim());
    }

    [Fact]
    public async Task A_key_that_others_may_read_is_refused()
    {
        await CommandLineRun.Of("token", "--data", data.Path, "--role", "member");
        File.SetUnixFileMode(SigningKey.In(data.Path), (UnixFileMode)0b110_100_100);
        var run = await CommandLineRun.Of("token", "--data", data.Path, "--role", "member");
        run.ExitCode.ShouldBe(1);
        run.Output.ShouldBeEmpty();
        run.Errors.ShouldContain("chmod 600");
        run.Errors.ShouldNotContain("   at ", customMessage: "a person needs no stack trace");
    }

    private JsonElement Verified(string token)
    {
        var parts = token.Split('.');
        var jwk = JsonDocument.Parse(File.ReadAllBytes(SigningKey.In(data.Path))).RootElement;
        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Base64Url.DecodeFromChars(jwk.GetProperty("x").GetString()), Y = Base64Url.DecodeFromChars(jwk.GetProperty("y").GetString()) },
        });
        key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256).ShouldBeTrue();
        return JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1])).RootElement;
    }
}
