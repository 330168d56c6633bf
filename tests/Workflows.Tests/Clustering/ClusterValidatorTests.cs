using Shouldly;
using Xunit;

namespace IntentEngine.Workflows.Clustering;

public sealed class ClusterValidatorTests
{
    [Theory]
    [InlineData(1, 0.9, false)]
    [InlineData(2, 0.9, true)]
    [InlineData(8, 0.9, true)]
    [InlineData(9, 0.9, false)]
    [InlineData(2, 0.3, true)]
    [InlineData(2, 0.299, false)]
    [InlineData(2, double.NaN, false)]
    public void Valid_means_two_to_eight_spokes_all_at_the_threshold(int spokes, double similarity, bool valid)
    {
        var found = Enumerable.Range(0, spokes).Select(i => new Spoke($"k{i}", 10, i == 0 ? similarity : 0.9)).ToArray();

        ClusterValidator.IsValid(found, new ClusteringOptions()).ShouldBe(valid);
    }
}
