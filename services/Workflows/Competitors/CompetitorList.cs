using IntentEngine.Providers.Outbound;
using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Competitors;

/// <summary>The addresses a user gave, vetted: public websites, each domain once, not the organization's own.</summary>
public sealed record CompetitorList(IReadOnlyList<Competitor> Accepted, IReadOnlyList<FailedCompetitor> Refused)
{
    /// <summary>Most competitors of one workflow (seed 004: up to 100 keywords are bought for each).</summary>
    public const int MaxCompetitors = 10;

    /// <summary>Vets the addresses. A repeated domain is left out silently, anything else that is left out says why.</summary>
    /// <param name="urls">Http(s) URLs or bare domains; blank ones are skipped.</param>
    /// <param name="ownWebsite">The organization's own website. Null: unknown.</param>
    /// <exception cref="StepException">More than <see cref="MaxCompetitors"/> different domains.</exception>
    public static CompetitorList Vet(IEnumerable<string> urls, string? ownWebsite)
    {
        var own = PublicHttpAddress.TryParse(ownWebsite, out var website, out _) ? PublicHttpAddress.Domain(website) : null;
        var accepted = new List<Competitor>();
        var refused = new List<FailedCompetitor>();
        foreach (var url in urls.Where(url => !string.IsNullOrWhiteSpace(url)))
        {
            if (!PublicHttpAddress.TryParse(url, out var address, out var problem))
            {
                refused.Add(new FailedCompetitor(url, problem));
                continue;
            }

            var domain = PublicHttpAddress.Domain(address);
            if (domain == own) refused.Add(new FailedCompetitor(url, $"{domain} is the organization's own website."));
            else if (accepted.All(known => known.Domain != domain)) accepted.Add(new Competitor(address.AbsoluteUri, domain));
        }

        return accepted.Count <= MaxCompetitors
            ? new CompetitorList(accepted, refused)
            : throw new StepException("validation_error", $"At most {MaxCompetitors} competitors can be analyzed, not {accepted.Count}. Send a shorter list of competitor_urls.");
    }
}
