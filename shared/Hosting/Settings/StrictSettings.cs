using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;

namespace IntentEngine.Hosting.Settings;

/// <summary>Binds a section and refuses what it does not know: a misspelt setting must not silently mean its default.</summary>
public static class StrictSettings
{
    /// <summary>Binds <paramref name="section"/> (for example <c>Workflows:Database</c>) to <typeparamref name="T"/>.</summary>
    /// <returns>The bound settings; defaults where nothing is configured.</returns>
    /// <exception cref="SettingsException">
    /// A key is unknown (the nearest known name is suggested), a <c>required</c> member is missing, a value does not convert,
    /// or a data annotation such as <see cref="RangeAttribute"/> refuses it.
    /// </exception>
    public static T Require<T>(this IConfiguration configuration, string section)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var source = configuration.GetSection(section);
        var faults = new List<string>();
        FindFaults(source, typeof(T), section, faults);
        ThrowIfAny(section, faults);

        var settings = Bind<T>(source);
        var results = new List<ValidationResult>();
        if (!Validator.TryValidateObject(settings, new ValidationContext(settings), results, validateAllProperties: true))
            ThrowIfAny(section, results.Select(r => $"{section}:{r.MemberNames.FirstOrDefault()}: {r.ErrorMessage}"));
        return settings;
    }

    private static T Bind<T>(IConfigurationSection source)
        where T : class
    {
        try
        {
            return source.Get<T>() ?? Activator.CreateInstance<T>();
        }
        catch (InvalidOperationException failure)
        {
            // The binder's text names the key, the value and the wanted type.
            throw new SettingsException($"Settings of '{source.Path}' are wrong: {failure.Message} Correct the value and start again.");
        }
    }

    private static void FindFaults(IConfigurationSection source, Type type, string path, List<string> faults)
    {
        var known = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite).ToArray();
        foreach (var child in source.GetChildren())
        {
            var property = known.FirstOrDefault(p => p.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase));
            if (property is null)
                faults.Add(Unknown(path, child.Key, known));
            else if (IsNested(property.PropertyType))
                FindFaults(child, property.PropertyType, $"{path}:{property.Name}", faults);
        }
        faults.AddRange(known
            .Where(p => p.GetCustomAttribute<RequiredMemberAttribute>() is not null && !source.GetSection(p.Name).Exists())
            .Select(p => $"'{path}:{p.Name}' is missing; set it in a settings file, as environment variable "
                + $"{path.Replace(":", "__", StringComparison.Ordinal)}__{p.Name} or as argument --{path}:{p.Name}."));
    }

    private static string Unknown(string path, string key, PropertyInfo[] known)
    {
        var names = known.Select(p => p.Name).ToArray();
        var hint = NearestName.Of(key, names) is { } nearest ? $"did you mean '{path}:{nearest}'?" : $"known here: {string.Join(", ", names)}.";
        return $"'{path}:{key}' is not a setting; {hint}";
    }

    // Only our own settings types are walked; lists and dictionaries hold whatever their owner wants.
    private static bool IsNested(Type type) =>
        type.IsClass && type.Namespace?.StartsWith("IntentEngine", StringComparison.Ordinal) == true;

    private static void ThrowIfAny(string section, IEnumerable<string> faults)
    {
        var all = faults.ToArray();
        if (all.Length > 0)
            throw new SettingsException($"Settings of '{section}' are wrong:{Environment.NewLine}  {string.Join($"{Environment.NewLine}  ", all)}");
    }
}
