using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Settings;

namespace IntentEngine.Intents.Owners;

/// <summary>Webhooks as production registers them: public https addresses only (spec reliability §4.3, API7).</summary>
public sealed class OwnerRulesTests
{
    private static readonly string Key = Convert.ToBase64String(new byte[32]);

    [Theory]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://localhost/")]
    [InlineData("https://10.0.0.1/")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f.1/")]
    [InlineData("https://127.0.0.1.nip.io/")]
    [InlineData("https://metadata.google.internal/")]
    [InlineData("https://example.com:5432/")]
    [InlineData("http://example.com/")]
    [InlineData("file:///etc/passwd")]
    public void A_webhook_must_be_public_and_https(string url) => Faults(new OwnerSettings { SecretKey = Key }, url).ShouldBe(["url"]);

    [Fact]
    public void A_public_https_address_is_taken() => Faults(new OwnerSettings { SecretKey = Key }, "https://example.com/hook").ShouldBeEmpty();

    [Fact]
    public void Without_a_key_for_secrets_there_are_no_webhooks() => Faults(new OwnerSettings(), "https://example.com/hook").ShouldBe(["delivery"]);

    [Theory]
    [InlineData("short")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA==")]
    public void A_key_that_is_none_stops_the_start(string key) => Should.Throw<SettingsException>(() => new OwnerSecrets(new OwnerSettings { SecretKey = key })).Message.ShouldContain("32 random bytes");

    [Fact]
    public void A_key_file_is_made_once_and_is_its_owners_alone()
    {
        var path = Path.Combine(Path.GetTempPath(), $"owner-secrets-{Guid.NewGuid():N}", "secrets.key");
        var secret = OwnerSecrets.Create();
        var stored = new OwnerSecrets(new OwnerSettings { SecretKeyFile = path }).Protect(secret, Guid.Empty, "logistics");

        new OwnerSecrets(new OwnerSettings { SecretKeyFile = path }).Reveal(stored, Guid.Empty, "logistics").ShouldBe(secret);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Should.Throw<System.Security.Cryptography.CryptographicException>(() => new OwnerSecrets(new OwnerSettings { SecretKey = new string('a', 64) }).Reveal(stored, Guid.Empty, "logistics"));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    private static IEnumerable<string> Faults(OwnerSettings settings, string url)
    {
        var faults = new Validation();
        new OwnerRules(settings, new OwnerSecrets(settings)).Check("logistics", new PutOwner.Request { Delivery = OwnerDelivery.Webhook, Url = url }, faults);
        return faults.Errors.Keys;
    }
}
