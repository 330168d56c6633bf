using IntentEngine.Contracts.Intents;

namespace IntentEngine.Intents.Artifacts.Lifecycle;

public sealed class ArtifactStatesTests
{
    /// <summary>The table of spec semantics §2.3, row by row: from, and where it may go.</summary>
    [Theory]
    [InlineData(ArtifactState.Pending, "READY FAILED")]
    [InlineData(ArtifactState.Ready, "FAILED ARCHIVED")]
    [InlineData(ArtifactState.Failed, "")]
    [InlineData(ArtifactState.Archived, "FAILED DELETED")]
    [InlineData(ArtifactState.Deleted, "")]
    public void A_state_leads_to_these_and_no_other(ArtifactState from, string to) =>
        string.Join(' ', Enum.GetValues<ArtifactState>().Where(state => ArtifactStates.Allow(from, state)).Select(ArtifactStates.Word)).ShouldBe(to);

    [Fact]
    public void Words_are_read_again_and_others_are_refused()
    {
        foreach (var state in Enum.GetValues<ArtifactState>()) ArtifactStates.Parse(state.Word()).ShouldBe(state);
        Should.Throw<InvalidOperationException>(() => ArtifactStates.Parse("Ready")).Message.ShouldContain("PENDING, READY");
    }
}
