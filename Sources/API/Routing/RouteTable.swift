/// Every route, family by family in alphabetical order.
package enum RouteTable {
    package static let all: [Route] =
        AliasRoutes.all
        + AnalyzeRoutes.all
        + BulkRoutes.all
        + CatRoutes.all
        + ClusterRoutes.all
        + DocumentRoutes.all
        + IndexRoutes.all
        + MaintenanceRoutes.all
        + MappingRoutes.all
        + NodeRoutes.all
        + RootRoutes.all
        + SettingsRoutes.all
        + StatisticsRoutes.all
        + TemplateRoutes.all
}
