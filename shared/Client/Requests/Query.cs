using System.Globalization;

namespace IntentEngine.Client.Requests;

/// <summary>Builds the query of an address; parameters without a value are left out.</summary>
internal static class Query
{
    public static string Of(string path, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var separator = '?';
        foreach (var (name, value) in parameters)
        {
            if (value is null) continue;
            path += $"{separator}{name}={Uri.EscapeDataString(Convert.ToString(value, CultureInfo.InvariantCulture)!)}";
            separator = '&';
        }

        return path;
    }
}
