using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace IntentEngine.Hosting.Authentication;

public sealed class VerifiedSignaturesTests
{
    private readonly VerifiedSignatures _verified = new();
    private readonly ECDsaSecurityKey _key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "k" };

    [Fact]
    public void A_signature_is_known_for_these_characters_under_this_key_alone()
    {
        _verified.Remember("a.b.c", _key);

        _verified.Knows("a.b.c", _key).ShouldBeTrue();
        _verified.Knows("a.b.d", _key).ShouldBeFalse();
        _verified.Knows("A.b.c", _key).ShouldBeFalse();
        _verified.Knows("a.b.c", new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "k" }).ShouldBeFalse();
        _verified.Knows("a.b.c", new ECDsaSecurityKey(_key.ECDsa) { KeyId = "k" }).ShouldBeFalse();
    }

    [Fact]
    public void It_never_holds_more_than_it_may()
    {
        for (var i = 0; i < 5000; i++) _verified.Remember($"token-{i}", _key);

        _verified.Count.ShouldBeLessThanOrEqualTo(1024);
        _verified.Knows("token-4999", _key).ShouldBeTrue();
    }
}
