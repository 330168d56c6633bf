namespace IntentEngine.Architecture.Code;

/// <summary>BannedSymbols.txt against what the assemblies really call: a switched-off analyzer or a suppressed warning does not get past this.</summary>
internal static class BannedSymbols
{
    /// <summary>The members banned by the file's lines, <c>P:Type.Property;why</c> and <c>M:Type.Method(Types);why</c>.</summary>
    public static IReadOnlyList<Call> Parse(string file) => [.. file.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ParseLine)];

    /// <summary>The banned members among <paramref name="calls"/>.</summary>
    public static IEnumerable<Call> In(IEnumerable<Call> calls, IReadOnlyList<Call> banned) =>
        calls.Where(call => banned.Any(b => b.Type == call.Type && b.Member == call.Member && b.Parameters.SequenceEqual(call.Parameters)));

    private static Call ParseLine(string line)
    {
        var symbol = line.Split(';')[0];
        var (name, parameters) = symbol.IndexOf('(') is var open and >= 0 ? (symbol[2..open], symbol[(open + 1)..^1].Split(',')) : (symbol[2..], []);
        var dot = name.LastIndexOf('.');
        return symbol[0] switch
        {
            'P' => new Call(name[..dot], "get_" + name[(dot + 1)..], []),
            'M' => new Call(name[..dot], name[(dot + 1)..], parameters),
            _ => throw new FormatException($"BannedSymbols.txt: expected a line 'P:…' or 'M:…'; came '{line}'. Teach BannedSymbols.cs the new kind."),
        };
    }
}
