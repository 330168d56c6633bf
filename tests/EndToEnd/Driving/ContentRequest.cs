using System.Text.Json.Nodes;

namespace IntentEngine.EndToEnd.Driving;

/// <summary>What the load asks for.</summary>
internal static class ContentRequest
{
    /// <summary>A content workflow with everything it needs to know.</summary>
    public static JsonObject Create(string name) => new()
    {
        ["name"] = name,
        ["profile"] = new JsonObject
        {
            ["name"] = "Northwind Documents",
            ["industry"] = "Document automation software",
            ["goals"] = "Be found by people who automate their paperwork.",
            ["website"] = "https://northwind-documents.com",
        },
        ["competitor_urls"] = new JsonArray("https://veryfi.com", "https://vellum.ai"),
    };
}
