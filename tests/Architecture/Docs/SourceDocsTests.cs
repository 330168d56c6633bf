using IntentEngine.Architecture.Messages;

namespace IntentEngine.Architecture.Docs;

public sealed class SourceDocsTests
{
    [Fact]
    public void Every_public_type_that_is_shared_carries_a_docstring()
    {
        var files = Repository.Files.Where(path => path.StartsWith("shared/", StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal)).ToArray();
        files.Length.ShouldBeGreaterThan(50);
        files.SelectMany(path => SourceDocs.Undocumented(path, Repository.Read(path))).ShouldBeEmpty();
    }

    [Fact]
    public void Every_contract_and_each_of_its_properties_says_what_it_is() =>
        ContractTypes.All.Where(type => SourceDocs.Summary(type) is null).Select(type => type.Name)
            .Concat(ContractTypes.All.SelectMany(type => type.GetProperties()).Where(property => SourceDocs.Summary(property) is null).Select(property => $"{property.DeclaringType!.Name}.{property.Name}"))
            .ShouldBeEmpty();

    [Fact]
    public void A_public_type_without_a_docstring_is_caught() =>
        SourceDocs.Undocumented("x.cs", "namespace X;\n\n[Obsolete]\npublic sealed record Bare(int A);\n").ShouldBe(["x.cs:4: Bare is public and has no docstring."]);

    [Fact]
    public void A_documented_type_passes() =>
        SourceDocs.Undocumented("x.cs", "/// <summary>Something.</summary>\n[Obsolete]\npublic sealed class Fine { }\n").ShouldBeEmpty();
}
