namespace IntentEngine.ContentStore;

/// <summary>Where contents are kept.</summary>
public enum ContentStoreKind
{
    /// <summary>In a folder that every process which reads or writes contents can reach.</summary>
    Folder,

    /// <summary>In a bucket of Amazon S3 or a service that speaks its protocol.</summary>
    S3,
}
