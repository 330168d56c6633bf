using IntentEngine.Client.Requests;

namespace IntentEngine.Client.Organizations;

/// <summary><c>/api/organizations/{id}/profile</c>. The organization must be the token's own.</summary>
public sealed class ProfilesClient
{
    private readonly RequestSender sender;

    internal ProfilesClient(RequestSender sender) => this.sender = sender;

    /// <summary>The stored profile.</summary>
    /// <exception cref="ProblemException">404: none is stored.</exception>
    public Task<OrganizationProfile> GetAsync(Guid organizationId, CancellationToken cancel = default) => sender.GetAsync<OrganizationProfile>(Path(organizationId), cancel);

    /// <summary>Stores a profile in place of the one before; workflows that waited for it go on.</summary>
    public Task<OrganizationProfile> PutAsync(Guid organizationId, OrganizationProfile profile, CancellationToken cancel = default) => sender.PutAsync<OrganizationProfile>(Path(organizationId), profile, cancel);

    private static string Path(Guid organizationId) => $"api/organizations/{organizationId}/profile";
}
