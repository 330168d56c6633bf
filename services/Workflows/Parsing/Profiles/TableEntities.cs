using IntentEngine.Workflows.Parsing.Sources;

namespace IntentEngine.Workflows.Parsing.Profiles;

/// <summary>Entities that tables describe or show.</summary>
internal static class TableEntities
{
    private static readonly string[] NameColumns = ["field", "field name", "name", "column", "column name", "attribute", "property"];
    private static readonly string[] TypeColumns = ["type", "data type", "datatype"];
    private static readonly string[] RequiredColumns = ["required", "mandatory", "not null"];
    private static readonly string[] DescriptionColumns = ["description", "meaning", "comment", "notes"];

    /// <summary>A table with columns for a field's name and its type is a description of an entity; any other shows one by its records.</summary>
    public static Entity Of(SourceTable table)
    {
        var (name, type) = (Place(table, NameColumns), Place(table, TypeColumns));
        return name >= 0 && type >= 0 ? Described(table, name, type) : Shown(table);
    }

    private static Entity Described(SourceTable table, int name, int type)
    {
        var (required, description) = (Place(table, RequiredColumns), Place(table, DescriptionColumns));
        return new Entity(table.Name,
        [
            .. table.Rows.Where(row => !row[name].IsNull).Select(row => new EntityField(row[name].ToString(), row[type].IsNull ? "string" : row[type].ToString())
            {
                Required = required < 0 ? null : row[required].ToString().Trim().ToLowerInvariant() is "yes" or "true" or "y" or "x" or "1" or "required",
                Description = description < 0 || row[description].IsNull ? null : row[description].ToString(),
            }),
        ]);
    }

    private static Entity Shown(SourceTable table) => new(table.Name,
    [
        .. table.Columns.Select((column, i) => new EntityField(column, ColumnTypes.Infer(table.Rows.Select(row => row[i])).Word())
        {
            Required = table.Rows.Count > 0 && !table.Rows.Any(row => row[i].IsNull),
            Unique = table.Rows.Count > 0 && table.Rows.Select(row => row[i].ToString()).Distinct(StringComparer.Ordinal).Count() == table.Rows.Count,
        }),
    ]);

    private static int Place(SourceTable table, string[] names)
    {
        for (var i = 0; i < table.Columns.Count; i++)
        {
            if (names.Contains(table.Columns[i].Trim().ToLowerInvariant())) return i;
        }

        return -1;
    }
}
