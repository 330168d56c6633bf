namespace IntentEngine.ContentStore.S3;

/// <summary>What requests are signed with. Not a record: its text would show the secret.</summary>
internal sealed class S3Credentials(string accessKey, string secretKey, string? sessionToken = null)
{
    public string AccessKey => accessKey;

    public string SecretKey => secretKey;

    public string? SessionToken => sessionToken;
}
