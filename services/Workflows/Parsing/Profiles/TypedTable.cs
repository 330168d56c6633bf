using System.Text.Json;
using IntentEngine.Workflows.Parsing.Sources;

namespace IntentEngine.Workflows.Parsing.Profiles;

/// <summary>A table with the types of its columns.</summary>
/// <param name="Table">The values.</param>
/// <param name="Types">Of each column.</param>
internal sealed record TypedTable(SourceTable Table, IReadOnlyList<ColumnType> Types)
{
    /// <summary>Infers the types.</summary>
    public static TypedTable Of(SourceTable table) => new(table, [.. Enumerable.Range(0, table.Columns.Count).Select(i => ColumnTypes.Infer(table.Rows.Select(row => row[i])))]);

    /// <summary>Writes <c>{name, columns: [{name, type, nullable}], rows: [[…]]}</c>.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", Table.Name);
        json.WriteStartArray("columns");
        for (var i = 0; i < Types.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("name", Table.Columns[i]);
            json.WriteString("type", Types[i].Word());
            json.WriteBoolean("nullable", Table.Rows.Any(row => row[i].IsNull));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("rows");
        foreach (var row in Table.Rows)
        {
            json.WriteStartArray();
            for (var i = 0; i < row.Length; i++) Write(json, row[i], Types[i]);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Cell cell, ColumnType type)
    {
        if (cell.IsNull) json.WriteNullValue();
        else if (cell.Text is not { } text) cell.Json.WriteTo(json);
        // As it was written: 1.10 stays 1.10.
        else if (type is ColumnType.Integer or ColumnType.Number) json.WriteRawValue(text);
        else if (type is ColumnType.Boolean) json.WriteBooleanValue(bool.Parse(text));
        else json.WriteStringValue(text);
    }
}
