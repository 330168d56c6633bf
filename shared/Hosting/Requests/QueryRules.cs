using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using IntentEngine.Hosting.Failures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Hosting.Requests;

/// <summary>Refuses what the framework reads as something that was not meant: a value given twice, which it joins with a comma, and times such as 01/02/2026 or 12:00.</summary>
internal static partial class QueryRules
{
    // Routes do not change while the process runs.
    private static readonly ConcurrentDictionary<RouteEndpoint, (string Name, Type Type)[]> Known = [];

    public static void UseQueryRules(this IApplicationBuilder app) => app.Use((http, next) => Refusal(http) is { } refusal ? refusal.ExecuteAsync(http) : next(http));

    private static ProblemHttpResult? Refusal(HttpContext http)
    {
        if (!http.Request.QueryString.HasValue || http.GetEndpoint() is not RouteEndpoint endpoint) return null;
        var rules = new Validation();
        foreach (var (name, type) in Known.GetOrAdd(endpoint, SingleValues))
        {
            if (!http.Request.Query.TryGetValue(name, out var values)) continue;
            if (rules.Require(values.Count == 1, name, $"expected one value; came {values.Count}.") && type == typeof(DateTimeOffset))
                rules.Require(string.IsNullOrEmpty(values[0]) || Iso8601().IsMatch(values[0]!), name, $"expected a time (ISO 8601), e.g. 2026-03-01T00:00:00Z; came '{values[0]}'.");
        }

        return rules.Problem;
    }

    // What the handler takes one of, from the query as far as its name says: what the path names has come from there.
    private static (string Name, Type Type)[] SingleValues(RouteEndpoint endpoint) =>
        [.. endpoint.Metadata.GetOrderedMetadata<IParameterBindingMetadata>().Select(bound => bound.ParameterInfo)
            .SelectMany(parameter => parameter.IsDefined(typeof(AsParametersAttribute))
                ? parameter.ParameterType.GetProperties().Select(property => (NameOf(property, property.Name), property.PropertyType))
                : [(NameOf(parameter, parameter.Name!), parameter.ParameterType)])
            .Select(value => (Name: value.Item1, Type: Nullable.GetUnderlyingType(value.Item2) ?? value.Item2))
            .Where(value => IsSingle(value.Type) && endpoint.RoutePattern.GetParameter(value.Name) is null)];

    private static string NameOf(ICustomAttributeProvider member, string name) => member.GetCustomAttributes(inherit: false).OfType<IFromQueryMetadata>().FirstOrDefault()?.Name ?? name;

    private static bool IsSingle(Type type) => type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(decimal) || type == typeof(Guid) || type == typeof(DateTimeOffset);

    // Without a zone it is UTC. Whether there is such a day and hour is found out when it is read.
    [GeneratedRegex("""^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$""", RegexOptions.IgnoreCase)]
    private static partial Regex Iso8601();
}
