using System.Collections.Concurrent;
using Microsoft.IdentityModel.Tokens;

namespace IntentEngine.Hosting.Authentication;

/// <summary>Tokens whose signature has been checked: a worker sends the same one with every request, and checking it costs more than all else about the token.</summary>
/// <remarks>
/// Only the signature is remembered, for exactly these characters under exactly this key object; issuer, key, audience and times are judged anew for
/// every request. A key that its issuer no longer lists is not found any more, and a key that was read again is another object.
/// </remarks>
internal sealed class VerifiedSignatures
{
    // About a megabyte of tokens. Past it all are forgotten, which costs one check each.
    private const int Most = 1024;

    private readonly ConcurrentDictionary<(string Token, SecurityKey Key), bool> _known = new();

    public bool Knows(string token, SecurityKey key) => _known.ContainsKey((token, key));

    public void Remember(string token, SecurityKey key)
    {
        if (_known.Count >= Most) _known.Clear();
        _known[(token, key)] = true;
    }

    public int Count => _known.Count;
}
