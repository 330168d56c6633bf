using System.Collections;
using System.Reflection;
using System.Text.Json;

namespace IntentEngine.Architecture.Messages;

/// <summary>A message with every property set, the same on every run.</summary>
internal static class Sample
{
    private static readonly DateTimeOffset Moment = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static object Of(Type type)
    {
        var sample = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite)) property.SetValue(sample, Value(property.PropertyType, property.Name));
        return sample;
    }

    private static object Value(Type declared, string name)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (type == typeof(string)) return name;
        if (type == typeof(Guid)) return Guid.Parse("00000000-0000-4000-8000-000000000001");
        if (type == typeof(int)) return 1;
        if (type == typeof(long)) return 1L;
        if (type == typeof(uint)) return 1u;
        if (type == typeof(double)) return 0.5;
        if (type == typeof(decimal)) return 0.01m;
        if (type == typeof(bool)) return true;
        if (type == typeof(DateTimeOffset)) return Moment;
        if (type == typeof(JsonElement)) return JsonSerializer.SerializeToElement(new { key = "value" });
        if (type.IsEnum) return Enum.GetValues(type).GetValue(0)!;
        if (type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)) && type.GetGenericArguments() is [var item])
        {
            var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
            list.Add(Value(item, name));
            return list;
        }

        if (type.IsClass) return Of(type);
        throw new NotSupportedException($"No sample for {type}; teach Sample.cs one.");
    }
}
