using IntentEngine.ContentStore.Folders;
using IntentEngine.ContentStore.S3;
using IntentEngine.Hosting.Settings;
using IntentEngine.Hosting.Startup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IntentEngine.ContentStore;

public sealed class ContentStoreServicesTests
{
    private static readonly Dictionary<string, string?> Bucket = new()
    {
        ["ContentStore:Kind"] = "S3",
        ["ContentStore:S3:Endpoint"] = "https://s3.eu-central-1.amazonaws.com",
        ["ContentStore:S3:Bucket"] = "engine-content",
        ["ContentStore:S3:AccessKey"] = "AKIDEXAMPLE",
        ["ContentStore:S3:SecretKey"] = "very-secret-indeed",
    };

    [Fact]
    public void A_folder_is_the_default_and_registering_twice_changes_nothing()
    {
        var configuration = new ConfigurationBuilder().Build();
        var services = new ServiceCollection().AddLogging().AddContentStore(configuration);
        var count = services.Count;

        services.AddContentStore(configuration).Count.ShouldBe(count);
        using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<IContentStore>().ShouldBeOfType<FolderContentStore>();
    }

    [Fact]
    public void A_bucket_is_a_matter_of_settings()
    {
        using var provider = Services(Bucket).BuildServiceProvider();

        provider.GetRequiredService<IContentStore>().ShouldBeOfType<S3ContentStore>();
    }

    [Theory]
    [InlineData("ContentStore:Foldr", "x", "did you mean 'ContentStore:Folder'")]
    [InlineData("ContentStore:Kind", "Ftp", "Ftp")]
    [InlineData("ContentStore:S3:Endpoint", "https://s3.example/bucket", "without path")]
    [InlineData("ContentStore:S3:Endpoint", "ftp://s3.example", "expected an address")]
    [InlineData("ContentStore:S3:Bucket", "Engine/Content", "3 to 63")]
    [InlineData("ContentStore:S3:Prefix", "../other/", "'..'")]
    [InlineData("ContentStore:S3:Region", "eu central", "eu-central-1")]
    [InlineData("ContentStore:S3:Timeout", "02:00:00", "01:00:00")]
    [InlineData("ContentStore:S3:AccessKey", "", "AccessKey")]
    public void What_cannot_work_stops_the_process_and_is_named(string key, string value, string said) =>
        Should.Throw<SettingsException>(() => Services(new Dictionary<string, string?>(Bucket) { [key] = value })).Message.ShouldContain(said);

    [Fact]
    public void A_bucket_without_a_key_is_refused() =>
        Should.Throw<SettingsException>(() => Services(new() { ["ContentStore:Kind"] = "S3" })).Message.ShouldContain("ContentStore:S3");

    [Fact]
    public void Settings_that_are_there_and_empty_are_as_none_for_a_folder_and_named_for_a_bucket()
    {
        var empty = new Dictionary<string, string?>
        {
            ["ContentStore:Kind"] = "Folder",
            ["ContentStore:S3:Endpoint"] = "",
            ["ContentStore:S3:Bucket"] = "",
            ["ContentStore:S3:AccessKey"] = "",
            ["ContentStore:S3:SecretKey"] = "",
        };
        using var provider = Services(empty).BuildServiceProvider();
        provider.GetRequiredService<IContentStore>().ShouldBeOfType<FolderContentStore>();

        var refusal = Should.Throw<SettingsException>(() => Services(new(empty) { ["ContentStore:Kind"] = "S3" })).Message;

        foreach (var name in new[] { "Endpoint", "Bucket", "AccessKey", "SecretKey" }) refusal.ShouldContain($"ContentStore:S3:{name}");
    }

    [Fact]
    public void A_secret_that_cannot_work_is_not_shown()
    {
        var refusal = Should.Throw<SettingsException>(() => Services(new Dictionary<string, string?>(Bucket) { ["ContentStore:S3:SecretKey"] = "very-secret-indeed\n" }));

        refusal.Message.ShouldContain("SecretKey");
        refusal.ToString().ShouldNotContain("very-secret-indeed");
    }

    [Fact]
    public void No_object_that_could_be_logged_shows_the_secret()
    {
        using var provider = Services(Bucket).BuildServiceProvider();
        var settings = provider.GetRequiredService<ContentStoreSettings>();

        $"{settings} {settings.S3} {new S3Credentials("a", "very-secret-indeed")}".ShouldNotContain("very-secret-indeed");
    }

    [Fact]
    public async Task A_start_makes_the_folder_and_one_that_cannot_be_made_stops_it()
    {
        using var folder = new TemporaryFolder();
        var wanted = Path.Combine(folder.Path, "a", "b");
        await Start(wanted);
        Directory.Exists(wanted).ShouldBeTrue();

        await File.WriteAllTextAsync(Path.Combine(folder.Path, "file"), "");
        (await Should.ThrowAsync<StartupException>(() => Start(Path.Combine(folder.Path, "file")))).Message.ShouldContain("ContentStore:Folder");
    }

    private static async Task Start(string folder)
    {
        await using var provider = Services(new() { ["ContentStore:Folder"] = folder }).BuildServiceProvider();
        foreach (var hosted in provider.GetServices<IHostedService>()) await hosted.StartAsync(CancellationToken.None);
    }

    private static IServiceCollection Services(Dictionary<string, string?> settings) =>
        new ServiceCollection().AddLogging().AddContentStore(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
}
