using System.Buffers.Text;
using System.Text;
using IntentEngine.Hosting.Authentication;
using IntentEngine.Support;

namespace IntentEngine.EndToEnd.BadInput;

/// <summary>Tokens that must not be believed, made from one that is.</summary>
internal static class ForgedTokens
{
    /// <summary>What each is, and the token.</summary>
    /// <param name="real">A token that the engine accepts.</param>
    /// <param name="keyFile">The key it was signed with.</param>
    /// <param name="folder">Takes a key of our own.</param>
    public static IEnumerable<(string What, string Token)> All(string real, string keyFile, string folder)
    {
        var parts = real.Split('.');
        var organization = Guid.NewGuid();
        yield return ("empty", "");
        yield return ("no token at all", "certainly-not-a-token");
        yield return ("three empty parts", "..");
        yield return ("a missing signature", $"{parts[0]}.{parts[1]}.");
        yield return ("a cut signature", real[..^8]);
        yield return ("another signature", $"{parts[0]}.{parts[1]}.{new string('A', parts[2].Length)}");
        yield return ("another role", $"{parts[0]}.{Changed(parts[1], "content_manager", "admin")}.{parts[2]}");
        yield return ("algorithm none", $"{Encode("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}.");
        yield return ("algorithm HS256", $"{Encode("""{"alg":"HS256","typ":"JWT"}""")}.{parts[1]}.{parts[2]}");
        yield return ("an encrypted token", $"{parts[0]}.{parts[1]}.{parts[2]}.{parts[2]}.{parts[2]}");
        yield return ("a very long one", new string('x', 20_000));
        yield return ("another key", DevelopmentTokens.LoadOrCreate(Path.Combine(folder, "forger-key.json")).Issue("admin", organization, "forger", TimeSpan.FromHours(1)));
        yield return ("expired", DevelopmentTokens.LoadOrCreate(keyFile, new FakeClock(TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(2))).Issue("admin", organization, "late", TimeSpan.FromHours(1)));
        yield return ("not valid yet", DevelopmentTokens.LoadOrCreate(keyFile, new FakeClock(TimeProvider.System.GetUtcNow() + TimeSpan.FromDays(2))).Issue("admin", organization, "early", TimeSpan.FromHours(1)));
        yield return ("another audience", DevelopmentTokens.LoadOrCreate(keyFile).Issue(["admin"], organization, "stray", TimeSpan.FromHours(1), audience: "another-product"));
    }

    private static string Changed(string part, string from, string to) => Encode(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(part)).Replace(from, to, StringComparison.Ordinal));

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
