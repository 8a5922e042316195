export function price(cents:number){
    return (cents/100).toFixed( 2 )
}
