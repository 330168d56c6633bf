global using Shouldly;
global using Xunit;
[assembly: CollectionBehavior(DisableTestParallelization = true)]
