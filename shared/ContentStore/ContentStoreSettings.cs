using System.ComponentModel.DataAnnotations;

namespace IntentEngine.ContentStore;

/// <summary>Where the bytes of artifacts are kept. Section <c>ContentStore</c>; the same for every service of an engine.</summary>
public sealed class ContentStoreSettings : IValidatableObject
{
    /// <summary><c>Folder</c> or <c>S3</c>. Default <c>Folder</c>.</summary>
    public ContentStoreKind Kind { get; init; } = ContentStoreKind.Folder;

    /// <summary>The folder, made when it is missing; relative to the working directory. Default <c>.data/content</c>. Of kind <c>S3</c>: unused.</summary>
    public string Folder { get; init; } = Path.Combine(".data", "content");

    /// <summary>The bucket. Required for kind <c>S3</c>, else unused.</summary>
    public S3Settings? S3 { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Kind == ContentStoreKind.Folder && string.IsNullOrWhiteSpace(Folder)) yield return new("expected the path of a folder; came nothing.", [nameof(Folder)]);
        if (Kind != ContentStoreKind.S3) yield break;
        if (S3 is null)
        {
            yield return new("is missing; kind S3 expects ContentStore:S3:Endpoint, Bucket, AccessKey and SecretKey.", [nameof(S3)]);
            yield break;
        }

        foreach (var (name, fault) in S3.Faults()) yield return new(fault, [$"{nameof(S3)}:{name}"]);
    }
}
