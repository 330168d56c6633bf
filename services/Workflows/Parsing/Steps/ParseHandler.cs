using System.Runtime.InteropServices;
using IntentEngine.ContentStore;
using IntentEngine.Workflows.Definitions;
using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Parsing.Steps;

/// <summary>Step 1: parses, and keeps the document in the content store. The same bytes again are the same content there, so a second run leaves nothing more behind.</summary>
internal sealed class ParseHandler(IContentStore store, ParseLimits limits, ParseSlots slots) : IStepHandler
{
    public static string Name => "parse.parse";

    public async Task<StepResult> Run(StepContext context, CancellationToken cancel)
    {
        var plan = await context.Output<ParsePlan>(ParseContentWorkflow.LoadStep, cancel);
        try
        {
            var parsed = await slots.Run(() => Parse(context.OrganizationId, plan, cancel), cancel);
            if (!MemoryMarshal.TryGetArray(parsed.Document, out var document)) throw new InvalidOperationException("A parsed document is kept in an array.");
            using var bytes = new MemoryStream(document.Array!, document.Offset, document.Count, writable: false);
            var stored = await store.WriteAsync(context.OrganizationId, bytes, limits.MaxOutputBytes, cancel);
            return new StepResult.Completed(new ParsedFile(stored.Sha256, stored.Size, parsed.Schema, parsed.RecordCount, parsed.ParserType));
        }
        catch (ParseException refused)
        {
            throw new StepException("parse_error", refused.Message);
        }
    }

    private async Task<ParsedContent> Parse(Guid organizationId, ParsePlan plan, CancellationToken cancel)
    {
        var bytes = await SourceBytes.Read(store, organizationId, plan.Source, limits.MaxSourceBytes, cancel);
        return ContentParsing.Parse(bytes, plan.FileType, plan.IngestionProfile, plan.ParseOptions, limits, cancel);
    }
}
