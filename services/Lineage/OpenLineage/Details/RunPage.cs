using IntentEngine.Hosting.Failures;
using Microsoft.AspNetCore.Mvc;

namespace IntentEngine.Lineage.OpenLineage.Details;

/// <summary>Which page of the runs of a job, or of the versions of a dataset.</summary>
/// <param name="Limit">0 to 100. Default 100.</param>
/// <param name="Offset">How many to skip. Default 0.</param>
internal sealed record RunPage([property: FromQuery(Name = "limit")] int? Limit, [property: FromQuery(Name = "offset")] int? Offset)
{
    private const int Most = 100;

    public int Size => Limit ?? Most;

    public int Skip => Offset ?? 0;

    public void Require(Validation rules)
    {
        rules.RequireRange(Size, "limit", 0, Most);
        rules.RequireRange(Skip, "offset", 0, int.MaxValue);
    }
}
