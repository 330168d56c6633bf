using System.Text.Json;
using IntentEngine.Workflows.Parsing.Sources;

namespace IntentEngine.Workflows.Parsing.Profiles;

/// <summary>Entities that the structure of JSON shows: every object is one, named by the member that holds it.</summary>
internal sealed class JsonEntities
{
    private readonly List<(string Name, List<JsonElement> Samples)> _found = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    /// <summary>The entities in order of first appearance; empty when there is no object.</summary>
    public static IReadOnlyList<Entity> Of(IEnumerable<JsonElement> documents)
    {
        var entities = new JsonEntities();
        foreach (var document in documents) entities.Find(document, "record");
        return [.. entities._found.Select(entity => new Entity(entity.Name, Fields(entity.Name, entity.Samples)))];
    }

    private void Find(JsonElement value, string name)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray()) Find(item, name);
            return;
        }

        if (value.ValueKind != JsonValueKind.Object) return;
        if (!_places.TryGetValue(name, out var place))
        {
            _places[name] = place = _found.Count;
            _found.Add((name, []));
        }

        _found[place].Samples.Add(value);
        foreach (var member in value.EnumerateObject()) Find(member.Value, Inner(name, member.Name));
    }

    private static string Inner(string entity, string member) => entity == "record" ? member : $"{entity}.{member}";

    private static List<EntityField> Fields(string entity, List<JsonElement> samples)
    {
        var (order, values) = (new List<string>(), new Dictionary<string, List<Cell>>(StringComparer.Ordinal));
        foreach (var member in samples.SelectMany(sample => sample.EnumerateObject()))
        {
            if (!values.TryGetValue(member.Name, out var seen))
            {
                values[member.Name] = seen = [];
                order.Add(member.Name);
            }

            seen.Add(new Cell(null, member.Value));
        }

        return [.. order.Select(name => Field(entity, name, values[name], samples.Count))];
    }

    private static EntityField Field(string entity, string name, List<Cell> values, int samples) => new(name, ColumnTypes.Infer(values).Word())
    {
        Required = values.Count == samples && !values.Any(value => value.IsNull),
        Entity = values.Any(value => value.Json.ValueKind == JsonValueKind.Object || (value.Json.ValueKind == JsonValueKind.Array && value.Json.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Object)))
            ? Inner(entity, name)
            : null,
    };
}
