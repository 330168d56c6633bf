using Npgsql;
using NpgsqlTypes;

namespace IntentEngine.Lineage.Projection;

/// <summary>One column of many rows as one binary array parameter, for <c>unnest</c>.</summary>
internal static class Column
{
    public static NpgsqlParameter Texts<TRow>(IReadOnlyList<TRow> rows, Func<TRow, string?> read) => Of(NpgsqlDbType.Text, rows, read);

    public static NpgsqlParameter Json<TRow>(IReadOnlyList<TRow> rows, Func<TRow, string?> read) => Of(NpgsqlDbType.Jsonb, rows, read);

    public static NpgsqlParameter Ids<TRow>(IReadOnlyList<TRow> rows, Func<TRow, Guid> read) => Of(NpgsqlDbType.Uuid, rows, read);

    public static NpgsqlParameter Wholes<TRow>(IReadOnlyList<TRow> rows, Func<TRow, int?> read) => Of(NpgsqlDbType.Integer, rows, read);

    public static NpgsqlParameter Numbers<TRow>(IReadOnlyList<TRow> rows, Func<TRow, decimal?> read) => Of(NpgsqlDbType.Numeric, rows, read);

    public static NpgsqlParameter Times<TRow>(IReadOnlyList<TRow> rows, Func<TRow, DateTimeOffset?> read) =>
        Of(NpgsqlDbType.TimestampTz, rows, row => read(row)?.ToUniversalTime());

    private static NpgsqlParameter Of<TRow, TValue>(NpgsqlDbType type, IReadOnlyList<TRow> rows, Func<TRow, TValue> read)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++) values[i] = read(rows[i]);
        return new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | type, Value = values };
    }
}
