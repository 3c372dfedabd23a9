import { productSource } from '#crm/web/sources.ts'
import { ImportLink } from '#web/parts/ImportLink.tsx'
import { RecordListPage } from '../RecordListPage.tsx'

export function ProductsPage() {
  return (
    <RecordListPage
      source={productSource}
      texts="web.settings.productsPage"
      columns={['name', 'code', 'category', 'price', 'cost']}
      fields={['name', 'code', 'category', 'price', 'cost']}
      bulkFields={['category']}
      actions={<ImportLink kind="products" permission="product.import" />}
    />
  )
}
