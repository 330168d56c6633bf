namespace IntentEngine.Hosting.Failures;

/// <summary>What a .NET type is called by people who send JSON.</summary>
internal static class TypeNames
{
    public static string Of(string type)
    {
        var name = type.Replace("Nullable<", "", StringComparison.Ordinal)
            .Replace("System.Nullable`1[", "", StringComparison.Ordinal).TrimEnd('?', '>', ']');
        if (name.Contains("List", StringComparison.Ordinal) || name.EndsWith('[') || name.Contains("IEnumerable", StringComparison.Ordinal))
            return "a list";
        return name.Split('.')[^1] switch
        {
            "Guid" => "a UUID",
            "int" or "long" or "short" or "Int32" or "Int64" or "Int16" => "a whole number",
            "decimal" or "double" or "float" or "Decimal" or "Double" or "Single" => "a number",
            "bool" or "Boolean" => "true or false",
            "string" or "String" => "a text",
            "DateTimeOffset" or "DateTime" => "a time (ISO 8601)",
            "DateOnly" => "a date (ISO 8601)",
            "TimeSpan" => "a duration (hh:mm:ss)",
            "Uri" => "an address",
            _ => "another kind of value (see /openapi/v1.json)",
        };
    }
}
