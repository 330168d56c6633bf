using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using IntentEngine.Intents.Rtfs.Builtins;
using IntentEngine.Intents.Rtfs.Syntax;
using IntentEngine.Intents.Rtfs.Values;

namespace IntentEngine.Intents.Rtfs;

/// <summary>Generated forms: of any shape the parser accepts, and programs that are likely to run.</summary>
internal static class AnyForm
{
    private static readonly Gen<string> Text = Gen.Elements('a', '"', '\\', '\n', '\r', '\t', ' ', ';', '(', '#', '|', 'ü', '\u3042', 'd', '\u0001').ArrayOf().Select(c => new string(c));

    private static readonly Gen<string> Name = Gen.Elements("a", "b", "->", "x-y", "str/includes?", "v1.0", "nil?", "count", "-", "%", "a@2", "result");

    private static readonly Gen<RtfsValue> Scalar = Gen.OneOf(
        Gen.Elements<RtfsValue>(NilValue.Instance, BooleanValue.True, BooleanValue.False),
        Gen.OneOf(Gen.Choose(-5, 5).Select(n => (long)n), Gen.Elements(long.MinValue, long.MaxValue)).Select(n => (RtfsValue)new IntegerValue(n)),
        Gen.OneOf(Gen.Choose(int.MinValue, int.MaxValue).Select(n => BitConverter.Int64BitsToDouble((long)n << 32 ^ n * 7919L)), Gen.Elements(0.0, -0.0, 1.0, 1e21, 1e-7, double.MaxValue, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon))
            .Select(x => (RtfsValue)new FloatValue(x)),
        Text.Select(t => (RtfsValue)new StringValue(t)),
        Name.Select(n => (RtfsValue)new KeywordValue(n)),
        Gen.Constant<RtfsValue>(new KeywordValue("ns:v1.0/name")));

    private static readonly Gen<RtfsForm> Atom = Gen.OneOf(Scalar.Select(v => (RtfsForm)new LiteralForm(v)), Name.Select(n => (RtfsForm)new SymbolForm(n)));

    /// <summary>Any form, up to a few levels deep.</summary>
    public static Gen<RtfsForm> Any { get; } = Gen.Sized(size => Nested(Math.Min(size, 40)));

    /// <summary>A program of special forms and built-in functions; most end in an error, all must end.</summary>
    public static Gen<RtfsForm> Program { get; } = Gen.Sized(size => Running(Math.Min(size, 60)));

    private static Gen<RtfsForm> Nested(int size) => size < 2 ? Atom : Gen.OneOf(
        Atom,
        Items(Nested, size).Select(items => (RtfsForm)new VectorForm(items)),
        Items(Nested, size).Select(items => (RtfsForm)new ListForm(items)),
        Items(Nested, size).Select(Map),
        Special(Nested, size));

    private static Gen<RtfsForm> Running(int size) => size < 2 ? Atom : Gen.OneOf(
        Atom,
        Items(Running, size).Select(items => (RtfsForm)new VectorForm(items)),
        Items(Running, size).Select(Map),
        Special(Running, size),
        from name in Gen.Elements(BuiltinTable.Names.Order(StringComparer.Ordinal).ToArray())
        from arguments in Items(Running, size)
        select (RtfsForm)new ListForm([new SymbolForm(name), .. arguments]),
        // What grows or recurs without end, unless something stops it.
        from inner in Running(size / 2)
        from loop in Gen.Elements("(fn [x] (x x))", "(fn [x] [x x])", "(fn [x] (str x x))", "(fn [x] (map x [x x x]))", "(fn [x] (= [x x] [x x]))")
        select (RtfsForm)new ListForm([new SymbolForm("let"), new VectorForm([new SymbolForm("a"), Expressions.Parse(loop)]), new ListForm([new SymbolForm("a"), inner])]));

    private static Gen<RtfsForm> Special(Func<int, Gen<RtfsForm>> inner, int size) =>
        from head in Gen.Elements("if", "let", "fn", "do", "and", "or")
        from name in Name
        from a in inner(size / 3)
        from b in inner(size / 3)
        from rest in Items(inner, size / 3)
        select (RtfsForm)new ListForm(head switch
        {
            "if" => [new SymbolForm(head), a, b, .. rest.Take(1)],
            "let" => [new SymbolForm(head), new VectorForm([new SymbolForm(name), a]), b, .. rest],
            "fn" => [new SymbolForm(head), new VectorForm([new SymbolForm(name)]), b, .. rest],
            _ => [new SymbolForm(head), .. rest],
        });

    private static Gen<ImmutableArray<RtfsForm>> Items(Func<int, Gen<RtfsForm>> inner, int size) =>
        from count in Gen.Choose(0, 4)
        from items in inner(size / 4).ArrayOf(count)
        select items.ToImmutableArray();

    private static RtfsForm Map(ImmutableArray<RtfsForm> values) =>
        new MapForm([.. values.Select((value, i) => new MapFormEntry(new LiteralForm(i % 2 == 0 ? new KeywordValue($"k{i}") : new IntegerValue(i)), value))]);
}
