using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using IntentEngine.Workflows.Parsing.Sources;

namespace IntentEngine.Workflows.Parsing.Profiles;

/// <summary>Infers types from values. A value is never changed by it: what could not be written back as it came stays text, such as <c>007</c>.</summary>
internal static partial class ColumnTypes
{
    private static readonly string[] Moments =
        ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];

    /// <summary>The type that fits every value that is not null. No values: text.</summary>
    public static ColumnType Infer(IEnumerable<Cell> cells)
    {
        ColumnType? all = null;
        foreach (var cell in cells)
        {
            if (cell.IsNull) continue;
            var type = Of(cell);
            all = all is { } before ? Join(before, type, cell.Text is not null) : type;
        }

        return all ?? ColumnType.String;
    }

    /// <summary>The type of one value.</summary>
    public static ColumnType Of(Cell cell) => cell.Text is { } text ? OfText(text) : cell.Json.ValueKind switch
    {
        JsonValueKind.Number => WholeNumber().IsMatch(cell.Json.GetRawText()) ? ColumnType.Integer : ColumnType.Number,
        JsonValueKind.True or JsonValueKind.False => ColumnType.Boolean,
        JsonValueKind.Object => ColumnType.Object,
        JsonValueKind.Array => ColumnType.Array,
        _ => OfMoment(cell.Json.GetString()!),
    };

    /// <summary>The type's name on the wire.</summary>
    public static string Word(this ColumnType type) => JsonNamingPolicy.SnakeCaseLower.ConvertName(type.ToString());

    private static ColumnType OfText(string text)
    {
        if (WholeNumber().IsMatch(text)) return ColumnType.Integer;
        if (text.Length <= 64 && JsonNumber().IsMatch(text)) return ColumnType.Number;
        if (bool.TryParse(text, out _) && text.Length == text.Trim().Length) return ColumnType.Boolean;
        return OfMoment(text);
    }

    private static ColumnType OfMoment(string text)
    {
        if (text.Length is < 10 or > 40) return ColumnType.String;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) return ColumnType.Date;
        return DateTimeOffset.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _) ? ColumnType.Datetime : ColumnType.String;
    }

    private static ColumnType Join(ColumnType a, ColumnType b, bool isText)
    {
        if (a == b) return a;
        if (a is ColumnType.Integer or ColumnType.Number && b is ColumnType.Integer or ColumnType.Number) return ColumnType.Number;
        return isText || (IsWritten(a) && IsWritten(b)) ? ColumnType.String : ColumnType.Mixed;
    }

    private static bool IsWritten(ColumnType type) => type is ColumnType.String or ColumnType.Date or ColumnType.Datetime;

    [GeneratedRegex(@"^(?:0|-?[1-9][0-9]{0,17})\z")]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?\z")]
    private static partial Regex JsonNumber();
}
