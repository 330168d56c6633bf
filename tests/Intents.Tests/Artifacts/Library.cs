using System.Net;
using System.Net.Http.Headers;
using System.Text;
using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Hosts;
using IntentEngine.Support;

namespace IntentEngine.Intents.Artifacts;

/// <summary>One organization that uploads, reads and moves artifacts.</summary>
internal sealed class Library(IntentsHost host)
{
    public const string Csv = "name,amount\nnails,3\n";

    /// <summary>SHA-256 of <see cref="Csv"/>.</summary>
    public static readonly string CsvHash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(Csv)));

    public Organization Organization { get; } = new(host);

    public Task<Answer> Upload(string text = Csv, string query = "", string type = "text/csv", string role = "member", string? key = null) =>
        Upload(Encoding.UTF8.GetBytes(text), query, type, role, key);

    public async Task<Answer> Upload(byte[] bytes, string query = "", string? type = "text/csv", string role = "member", string? key = null)
    {
        var content = new ByteArrayContent(bytes);
        if (type is not null) content.Headers.TryAddWithoutValidation("Content-Type", type);
        return await Send(HttpMethod.Post, $"/api/artifacts{query}", content, role, key);
    }

    public Task<Answer> UploadForm(MultipartFormDataContent form, string query = "") => Send(HttpMethod.Post, $"/api/artifacts{query}", form, "member", null);

    /// <summary>A form with one file.</summary>
    public static MultipartFormDataContent Form(string fileName, string text = Csv, string? type = "text/csv")
    {
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        if (type is not null) file.Headers.ContentType = new MediaTypeHeaderValue(type);
        return new MultipartFormDataContent { { file, "file", fileName } };
    }

    /// <summary>The id of a new artifact.</summary>
    public async Task<string> Have(string query = "", string text = Csv) => (await Upload(text, query)).ShouldBe(HttpStatusCode.Created)["artifact_id"]!;

    public Task<Answer> Resolve(string id, string query = "", string role = "member") => Send(HttpMethod.Get, $"/api/artifacts/{id}{query}", null, role, null);

    public Task<Answer> Save(string id, string role = "member", string? key = null) => Send(HttpMethod.Post, $"/api/artifacts/{id}/save", null, role, key);

    public Task<Answer> Archive(string id, string role = "content_manager", string? key = null) => Send(HttpMethod.Post, $"/api/artifacts/{id}/archive", null, role, key);

    public Task<Answer> Delete(string id, string role = "content_manager") => Send(HttpMethod.Delete, $"/api/artifacts/{id}", null, role, null);

    /// <summary>The bytes of an artifact with all headers.</summary>
    public Task<HttpResponseMessage> Download(string id, string query = "", params (string Name, string Value)[] headers)
    {
        var request = Request(HttpMethod.Get, $"/api/artifacts/{id}/content{query}", null, "member", null);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return host.Http.SendAsync(request);
    }

    /// <summary>State of the artifact, whatever it is, as the registry keeps it.</summary>
    public async Task<string?> StateOf(string id) => (await Organization.Rows($"select lifecycle_state from artifacts where artifact_id = '{id}'")).SingleOrDefault();

    /// <summary>How much the registry holds: artifacts and audit rows.</summary>
    public async Task<string> Registered() => (await Organization.Rows("select (select count(*) from artifacts) || ' ' || (select count(*) from artifact_audit_log)")).Single();

    /// <summary>Contents of this organization in the store.</summary>
    public IReadOnlyList<string> Contents => Directory.Exists(Folder) ? [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path)!)] : [];

    /// <summary>Uploads of anybody that are under way and of which so many bytes came.</summary>
    public int Incoming(long size) => new DirectoryInfo(Path.Combine(host.ContentFolder, "incoming")).EnumerateFiles().Count(file => file is { Exists: true } && file.Length == size);

    /// <summary>What the index was told of this organization, when it is as much as expected.</summary>
    public async Task<IReadOnlyList<object>> Told(int count)
    {
        await Eventually.Holds(async () =>
        {
            await Task.CompletedTask;
            return Facts().Count >= count;
        }, $"{count} facts");
        return Facts();
    }

    private IReadOnlyList<object> Facts() => [.. host.Heard.Of<ArtifactRegistered>(f => f.OrganizationId == Organization.Id), .. host.Heard.Of<ArtifactStateChanged>(f => f.OrganizationId == Organization.Id)];

    private string Folder => Path.Combine(host.ContentFolder, Organization.Id.ToString());

    public HttpRequestMessage Request(HttpMethod method, string path, HttpContent? content, string role, string? key)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", host.Tokens.Issue(role, Organization.Id, $"some-{role}", TimeSpan.FromHours(1)));
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return request;
    }

    private async Task<Answer> Send(HttpMethod method, string path, HttpContent? content, string role, string? key)
    {
        using var request = Request(method, path, content, role, key);
        using var response = await host.Http.SendAsync(request);
        return await Answer.Of(response);
    }
}
