namespace IntentEngine.Workflows.Longtails;

/// <summary>How a longtail was found. The order is the priority: the first method that names a keyword keeps it.</summary>
public enum ExpansionMethod
{
    /// <summary>"Searches related to" the seed.</summary>
    Related,

    /// <summary>Close variations of the seed.</summary>
    Variations,

    /// <summary>Suggestions of four or more words.</summary>
    LongForm,

    /// <summary>Suggestions that are questions.</summary>
    Questions,
}
