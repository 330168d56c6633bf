using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace IntentEngine.Architecture.Code;

/// <summary>What the compiled assemblies call, read from their metadata: what an analyzer or a reviewer was told does not matter here.</summary>
internal static class AssemblyCalls
{
    /// <summary>Assemblies of the product that lie beside these tests; test assemblies not counted.</summary>
    public static IReadOnlyList<string> OfProduct { get; } =
        [.. Directory.EnumerateFiles(AppContext.BaseDirectory, "IntentEngine.*.dll").Where(file => Path.GetFileNameWithoutExtension(file) is not ("IntentEngine.Architecture" or "IntentEngine.Support"))];

    /// <summary>Every outside member an assembly refers to.</summary>
    public static IReadOnlyList<Call> Of(string assemblyFile)
    {
        using var file = File.OpenRead(assemblyFile);
        using var image = new PEReader(file);
        var reader = image.GetMetadataReader();
        return [.. reader.MemberReferences.Select(handle => Describe(reader, reader.GetMemberReference(handle))).OfType<Call>()];
    }

    private static Call? Describe(MetadataReader reader, MemberReference member)
    {
        var names = new TypeNames();
        var type = member.Parent.Kind switch
        {
            HandleKind.TypeReference => names.GetTypeFromReference(reader, (TypeReferenceHandle)member.Parent, 0),
            HandleKind.TypeSpecification => names.GetTypeFromSpecification(reader, null, (TypeSpecificationHandle)member.Parent, 0),
            _ => null,
        };
        if (type is null) return null;
        var parameters = member.GetKind() == MemberReferenceKind.Method ? member.DecodeMethodSignature(names, null).ParameterTypes : ImmutableArray<string>.Empty;
        return new Call(type, reader.GetString(member.Name), parameters);
    }
}
